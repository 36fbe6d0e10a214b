package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.chattycat.kurento.embedded.ice.CandidateAttribute;
import org.chattycat.kurento.embedded.ice.IcePeer;
import org.chattycat.kurento.embedded.ice.IceSession;
import org.chattycat.kurento.embedded.sdp.LocalIce;
import org.chattycat.kurento.embedded.sdp.NegotiatedTransport;
import org.chattycat.kurento.embedded.sdp.RemoteIce;
import org.chattycat.kurento.peer.dtls.DtlsAssociation;
import org.chattycat.kurento.peer.dtls.DtlsListener;
import org.chattycat.kurento.peer.dtls.DtlsRole;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.chattycat.kurento.peer.srtp.SrtpSession;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A component of a {@link DtlsSrtpStream}. ICE finds the peer's address, DTLS agrees on the keys over it, and SRTP protects the
 * packets (RFC 5764 section 3). State is used on the loop only.
 */
final class DtlsSrtpComponent implements IcePeer {
    private static final Logger log = LoggerFactory.getLogger(DtlsSrtpComponent.class);

    private final DtlsSrtpStream stream;
    private final MediaEngineContext context;
    private final IceSession ice;
    private DtlsAssociation dtls;
    private SrtpSession srtp;
    private boolean connected;

    /** Opens a first component, with the sockets that all endpoints share and new credentials. */
    DtlsSrtpComponent(DtlsSrtpStream stream, MediaEngineContext context) {
        this.stream = stream;
        this.context = context;
        this.ice = context.ice().open(this);
    }

    /**
     * Opens a component with sockets of its own and the credentials of another one.
     *
     * @param id {@link IceSession#RTP} or {@link IceSession#RTCP}
     * @throws IOException if no port is free
     */
    DtlsSrtpComponent(DtlsSrtpStream stream, MediaEngineContext context, DtlsSrtpComponent other, int id)
            throws IOException {
        this.stream = stream;
        this.context = context;
        this.ice = context.ice().openBeside(other.ice, id, this);
    }

    /** @throws IOException if no port is free */
    void useOwnSockets() throws IOException {
        ice.useOwnSockets();
    }

    /** Makes this side the controlling one. @throws IOException if no port is free */
    void control() throws IOException {
        ice.control();
    }

    LocalIce localIce() {
        return new LocalIce(ice.ufrag(), ice.password());
    }

    List<CandidateAttribute> localCandidates() {
        return ice.localCandidates();
    }

    void addRemoteCandidate(CandidateAttribute candidate) {
        ice.addRemoteCandidate(candidate);
    }

    /** Starts to connect to the peer. */
    void start(NegotiatedTransport negotiated, Object participant) {
        RemoteIce remote = negotiated.remoteIce();
        ice.setRemoteUfrag(remote.ufrag());
        for (String candidate : remote.candidates()) {
            try {
                ice.addRemoteCandidate(CandidateAttribute.ofValue(candidate));
            } catch (IllegalArgumentException e) {
                log.debug("A candidate in an SDP cannot be used: {}", e.getMessage());
            }
        }
        if (remote.controlling()) {
            ice.startChecks(remote.ufrag(), remote.password(), System.nanoTime());
        }
        DtlsRole role = negotiated.dtlsClient() ? DtlsRole.CLIENT : DtlsRole.SERVER;
        dtls = context.dtls().open(role, negotiated.remoteFingerprints(), participant, new Handshake(role));
    }

    /** Whether ICE has selected a pair that still has the peer's consent. */
    boolean isConnected() {
        return ice.isConnected();
    }

    /** Whether packets can be sent. */
    boolean isReady() {
        return srtp != null && ice.isConnected();
    }

    /** Encrypts a packet in place and sends it. @return whether the network accepted it */
    boolean sendRtp(byte[] buffer, int offset, int length) {
        return send(buffer, offset, srtp.protectRtp(buffer, offset, length));
    }

    boolean sendRtcp(byte[] buffer, int offset, int length) {
        return send(buffer, offset, srtp.protectRtcp(buffer, offset, length));
    }

    private boolean send(byte[] buffer, int offset, int length) {
        if (length < 0) {
            return false;
        }
        context.datagram().clear().put(buffer, offset, length).flip();
        return ice.send(context.datagram());
    }

    @Override
    public boolean received(byte[] buffer, int offset, int length, long arrivalNanos) {
        byte first = buffer[offset];
        if (Datagrams.isDtls(first)) {
            if (dtls != null) {
                dtls.receive(buffer, offset, length);
            }
            return false;
        }
        if (!Datagrams.isRtpOrRtcp(first) || length < 12 || srtp == null) {
            return false;
        }
        boolean rtcp = RtcpType.isRtcp(buffer[offset + 1]);
        int clear = rtcp ? srtp.unprotectRtcp(buffer, offset, length) : srtp.unprotectRtp(buffer, offset, length);
        if (clear <= 0) {
            return false;
        }
        if (rtcp) {
            stream.session().receiveRtcp(buffer, offset, clear, arrivalNanos);
        } else {
            stream.session().receiveRtp(buffer, offset, clear, arrivalNanos);
        }
        return true;
    }

    @Override
    public void pairSelected(CandidateAttribute local, CandidateAttribute remote) {
        stream.notify(
                (listener, id) -> listener.candidatePairSelected(id, ice.component(), local.text(), remote.text()));
        if (!connected) {
            connected = true;
            iceState("CONNECTED");
            iceState("READY");
            stream.changed();
            if (dtls != null) {
                dtls.start();
            }
        }
    }

    @Override
    public void consentLost() {
        connected = false;
        iceState("DISCONNECTED");
        stream.changed();
    }

    /** Reports that the candidates are being gathered, or whether a pair was selected since. */
    void gathering(boolean now) {
        iceState(now ? "GATHERING" : connected ? "READY" : "CONNECTING");
    }

    private void iceState(String state) {
        stream.notify((listener, id) -> listener.iceComponentStateChanged(id, ice.component(), state));
    }

    /** Starts to send and receive with these keys. */
    void establish(SrtpKeys keys, boolean server) {
        SrtpSession session = new SrtpSession(keys.profile(), keys.keyingMaterial(), server);
        context.loop().execute(() -> {
            if (!stream.isClosed()) {
                srtp = session;
                stream.keysChanged();
            }
        });
    }

    void close() {
        if (dtls != null) {
            dtls.close();
        }
        ice.close();
    }

    /** Passes the events of a handshake thread to the loop. */
    private final class Handshake implements DtlsListener {
        private final DtlsRole role;

        private Handshake(DtlsRole role) {
            this.role = role;
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            ByteBuffer record = ByteBuffer.wrap(Arrays.copyOfRange(buffer, offset, offset + length));
            context.loop().execute(() -> ice.send(record));
        }

        @Override
        public void connecting() {
            tell(DtlsState.CONNECTING);
        }

        @Override
        public void established(SrtpKeys keys) {
            tell(DtlsState.CONNECTED);
            establish(keys, role == DtlsRole.SERVER);
        }

        @Override
        public void failed(String reason) {
            tell(DtlsState.FAILED);
            context.loop().execute(() -> stream.notify((l, id) -> l.failed("DTLS handshake failed: " + reason)));
        }

        @Override
        public void ended(String reason) {
            log.debug("DTLS ended: {}", reason);
            context.loop().execute(() -> {
                srtp = null;
                stream.changed();
            });
            tell(DtlsState.CLOSED);
        }

        private void tell(DtlsState state) {
            context.loop().execute(() -> stream.notify((l, id) -> l.dtlsStateChanged(id, ice.component(), state)));
        }
    }
}
