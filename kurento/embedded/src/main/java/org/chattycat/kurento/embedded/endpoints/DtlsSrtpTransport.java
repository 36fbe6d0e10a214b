package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.chattycat.kurento.embedded.ice.CandidateAttribute;
import org.chattycat.kurento.embedded.ice.IcePeer;
import org.chattycat.kurento.embedded.ice.IceSession;
import org.chattycat.kurento.embedded.router.Bandwidth;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.OutboundMedia;
import org.chattycat.kurento.embedded.router.RtpSession;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.LocalSsrcs;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.sdp.RemoteIce;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.embedded.sdp.SdpLimits;
import org.chattycat.kurento.embedded.sdp.WebRtcNegotiator;
import org.chattycat.kurento.peer.dtls.DtlsAssociation;
import org.chattycat.kurento.peer.dtls.DtlsListener;
import org.chattycat.kurento.peer.dtls.DtlsRole;
import org.chattycat.kurento.peer.dtls.Fingerprints;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.chattycat.kurento.peer.srtp.SrtpSession;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transport to a WebRTC peer. ICE finds the peer's address, DTLS agrees on the keys, and an RTP session sends and
 * receives over SRTP.
 */
final class DtlsSrtpTransport extends AbstractTransport implements WebRtcTransport, IcePeer {
    private static final Logger log = LoggerFactory.getLogger(DtlsSrtpTransport.class);
    private static final int STREAM = 1;
    private static final int COMPONENT = 1;

    private final IceSession ice;
    private final SrtpSender sender;
    private final LocalSsrcs ssrcs = LocalSsrcs.random();
    private final WebRtcNegotiator negotiator;
    private final Negotiation negotiation = new Negotiation();
    private volatile Bandwidth bandwidth = Bandwidth.UNLIMITED;
    private volatile Object participant = this;
    private RtpSession rtp;
    /** The sections of the local description. */
    private List<NegotiatedMedia> media = List.of();

    private DtlsAssociation dtls;
    private boolean connected;
    private boolean mediaConnected;

    DtlsSrtpTransport(MediaEngineContext context, MediaTransportListener listener) {
        super(context, listener);
        this.ice = onLoop(() -> context.ice().open(this));
        this.sender = new SrtpSender(ice, context.datagram());
        this.negotiator = new WebRtcNegotiator(
                context.nextSessionId(),
                ice.ufrag(),
                ice.password(),
                context.dtls().fingerprint().toString(),
                ssrcs,
                context.config().profile().rtx());
    }

    private SdpLimits sdpLimits() {
        return new SdpLimits(bandwidth.maxAudioReceive(), bandwidth.maxVideoReceive());
    }

    @Override
    public String generateOffer(OfferedMedia offered) {
        try {
            negotiation.offer();
            WebRtcNegotiator.Offer offer = negotiation.attempt(() -> {
                control();
                return negotiator.offer(offered, sdpLimits());
            });
            loop.run(() -> media = offer.media());
            return offer.localDescription();
        } catch (SdpException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void control() throws SdpException {
        try {
            loop.call(() -> {
                if (isClosed()) {
                    throw new SdpException("the endpoint is released");
                }
                ice.control();
                return null;
            });
        } catch (IOException e) {
            throw new SdpException("cannot open a port: " + e.getMessage());
        } catch (SdpException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String processOffer(String offer) throws SdpException {
        negotiation.answer();
        return apply(negotiation.attempt(() -> {
            WebRtcNegotiator.Result result = negotiator.answer(offer, sdpLimits());
            if (result.remoteIce().controlling()) {
                control();
            }
            return result;
        }));
    }

    @Override
    public String processAnswer(String answer) throws SdpException {
        negotiation.accept();
        return apply(negotiation.attempt(() -> negotiator.acceptAnswer(answer, sdpLimits())));
    }

    private String apply(WebRtcNegotiator.Result result) throws SdpException {
        if (result.media().isEmpty()) {
            return result.localDescription();
        }
        Fingerprints peer;
        try {
            peer = Fingerprints.parse(result.remoteFingerprints());
        } catch (IllegalArgumentException e) {
            negotiation.undo();
            throw new SdpException(e.getMessage());
        }
        loop.run(() -> {
            if (isClosed()) {
                return;
            }
            connect(result.remoteIce());
            media = result.media();
            rtp = new RtpSession(
                    sender,
                    loop::after,
                    media,
                    ssrcs.cname(),
                    false,
                    context.config().forward(),
                    context.config().profile(),
                    context.packetScratch());
            rtp.setBandwidth(bandwidth);
            DtlsRole role = result.dtlsClient() ? DtlsRole.CLIENT : DtlsRole.SERVER;
            dtls = context.dtls().open(role, peer, participant, new Handshake(role));
            refreshAll();
        });
        return result.localDescription();
    }

    private void connect(RemoteIce remote) {
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
    }

    @Override
    public void setParticipant(String value) {
        participant = Objects.requireNonNull(value);
    }

    @Override
    public void setBandwidth(Bandwidth value) {
        bandwidth = Objects.requireNonNull(value);
        loop.execute(() -> {
            if (rtp != null) {
                rtp.setBandwidth(value);
            }
        });
    }

    @Override
    public void gatherCandidates() {
        loop.run(() -> {
            iceState("GATHERING");
            candidates().forEach(found -> notify(listener -> listener.iceCandidateFound(found)));
            notify(MediaTransportListener::iceGatheringDone);
            iceState(connected ? "READY" : "CONNECTING");
        });
    }

    @Override
    public List<IceCandidate> candidates() {
        return onLoop(() -> ice.localCandidates().stream()
                .flatMap(candidate ->
                        media.stream().map(section -> new IceCandidate(candidate, section.mid(), section.index())))
                .toList());
    }

    private void iceState(String state) {
        notify(listener -> listener.iceComponentStateChanged(STREAM, COMPONENT, state));
    }

    @Override
    public void addIceCandidate(IceCandidate candidate) {
        loop.execute(() -> ice.addRemoteCandidate(candidate.attribute()));
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
        if (!Datagrams.isRtpOrRtcp(first) || length < 12 || sender.srtp() == null) {
            return false;
        }
        boolean rtcp = RtcpType.isRtcp(buffer[offset + 1]);
        int clear = rtcp
                ? sender.srtp().unprotectRtcp(buffer, offset, length)
                : sender.srtp().unprotectRtp(buffer, offset, length);
        if (clear <= 0) {
            return false;
        }
        if (rtcp) {
            rtp.receiveRtcp(buffer, offset, clear, arrivalNanos);
        } else {
            rtp.receiveRtp(buffer, offset, clear, arrivalNanos);
        }
        return true;
    }

    @Override
    public void pairSelected(CandidateAttribute local, CandidateAttribute remote) {
        notify(listener -> listener.candidatePairSelected(STREAM, COMPONENT, local.text(), remote.text()));
        if (!connected) {
            connected = true;
            iceState("CONNECTED");
            iceState("READY");
            notify(listener -> listener.connectionStateChanged(true));
            mediaConnected(sender.srtp() != null);
            if (dtls != null) {
                dtls.start();
            }
        }
    }

    @Override
    public void consentLost() {
        connected = false;
        iceState("DISCONNECTED");
        mediaConnected(false);
        notify(listener -> listener.connectionStateChanged(false));
    }

    private void mediaConnected(boolean now) {
        if (mediaConnected != now) {
            mediaConnected = now;
            notify(listener -> listener.mediaStateChanged(now));
        }
    }

    /** Starts to send and receive with these keys. */
    void establish(SrtpKeys keys, boolean server) {
        SrtpSession srtp = new SrtpSession(keys.profile(), keys.keyingMaterial(), server);
        loop.execute(() -> {
            if (isClosed()) {
                return;
            }
            sender.setSrtp(srtp);
            mediaConnected(ice.isConnected());
            for (MediaKind kind : MediaKind.values()) {
                OutboundMedia outbound = rtp.outbound(kind);
                if (outbound != null) {
                    outbound.begin();
                }
            }
        });
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
            loop.execute(() -> ice.send(record));
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
            loop.execute(() -> DtlsSrtpTransport.this.notify(l -> l.failed("DTLS handshake failed: " + reason)));
        }

        @Override
        public void ended(String reason) {
            log.debug("DTLS ended: {}", reason);
            loop.execute(() -> {
                sender.setSrtp(null);
                mediaConnected(false);
            });
            tell(DtlsState.CLOSED);
        }

        private void tell(DtlsState state) {
            loop.execute(() -> DtlsSrtpTransport.this.notify(l -> l.dtlsStateChanged(state)));
        }
    }

    @Override
    InboundMedia producer(MediaKind kind) {
        return rtp == null ? null : rtp.inbound(kind);
    }

    @Override
    OutboundMedia outbound(MediaKind kind) {
        return rtp == null ? null : rtp.outbound(kind);
    }

    @Override
    void tick(long now) {
        if (rtp != null) {
            rtp.tick(now);
        }
    }

    @Override
    public List<RtpStreamStats> streamStats() {
        return onLoop(() -> rtp == null ? List.of() : rtp.stats());
    }

    @Override
    void release() {
        if (rtp != null) {
            rtp.close();
        }
        if (dtls != null) {
            dtls.close();
        }
        ice.close();
    }
}
