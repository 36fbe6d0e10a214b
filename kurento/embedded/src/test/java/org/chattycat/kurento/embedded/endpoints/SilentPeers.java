package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;

/** Peers of one media engine that stop sending at a chosen point of the handshake. Owns the peers and their endpoints. */
final class SilentPeers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Fragment size that exceeds the ClientHello, so that it is sent in one datagram. */
    static final int UNFRAGMENTED = 1_000;

    private final ForwardingMediaEngine engine;
    private final InetAddress local;
    private final DtlsAssociations dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE));
    private final List<Party> parties = new ArrayList<>();

    /** @param local the first address of the engine */
    SilentPeers(ForwardingMediaEngine engine, InetAddress local) {
        this.engine = engine;
        this.local = local;
    }

    /** A peer, the endpoint at its other side, and what that reported. */
    record Party(SyntheticPeer peer, WebRtcTransport transport, RecordingListener listener) {
        boolean hasBegun() {
            return listener.events().contains("dtls CONNECTING");
        }

        boolean hasFailed() {
            return listener.events().contains("dtls FAILED");
        }

        boolean hasTimedOut() {
            return listener.events().stream().anyMatch(event -> event.contains("did not answer for"));
        }

        /** Sends one connectivity check and receives the answer. */
        void check() throws IOException {
            peer.check(SyntheticCallIT.address(listener), PATIENCE);
        }

        /** Passes one connectivity check and completes the handshake. */
        void connect() throws IOException {
            peer.connect(peer.answer(), SyntheticCallIT.address(listener), PATIENCE);
        }

        void send(List<byte[]> datagrams) throws IOException {
            for (byte[] datagram : datagrams) {
                peer.sendRaw(datagram, datagram.length);
            }
        }

        /** Sends a ClientHello until the server answers with a cookie. */
        byte[] verify(int fragment) throws IOException {
            return ClientHello.cookie(exchange(ClientHello.write(new byte[0], 0, fragment), 3));
        }

        /** Sends a ClientHello until the server answers with a message of this type. */
        byte[] exchange(List<byte[]> hello, int expected) throws IOException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - deadline < 0) {
                send(hello);
                int length = peer.receiveRaw(500);
                if (length > 0 && ClientHello.messageType(peer.received()) == expected) {
                    return Arrays.copyOf(peer.received(), length);
                }
            }
            throw new AssertionError("no message of type " + expected + ": " + listener.events());
        }
    }

    /**
     * Exchanges offer and answer; sends no datagram.
     *
     * @param participant the endpoint's owner, or null for an endpoint without the tag
     * @param setup of the peer's offer (RFC 8842)
     */
    Party negotiate(String participant, String setup) throws Exception {
        RecordingListener listener = new RecordingListener();
        WebRtcTransport transport = engine.createWebRtc(listener);
        if (participant != null) {
            transport.setParticipant(participant);
        }
        SyntheticPeer peer = new SyntheticPeer(dtls, local);
        Party party = new Party(peer, transport, listener);
        parties.add(party);
        peer.setAnswer(transport.processOffer(peer.offer("sendrecv").replace("setup:actpass", "setup:" + setup)));
        transport.gatherCandidates();
        return party;
    }

    Party fallSilent(Silence when, String participant) throws Exception {
        Party party = negotiate(participant, when == Silence.PASSIVE ? "passive" : "actpass");
        party.check();
        switch (when) {
            case BEFORE_CLIENT_HELLO, PASSIVE -> {}
            case WITHIN_CLIENT_HELLO ->
                party.send(ClientHello.write(new byte[0], 0, 20).subList(0, 2));
            case BEFORE_COOKIE -> party.verify(UNFRAGMENTED);
            case AFTER_SERVER_HELLO -> party.send(ClientHello.write(party.verify(UNFRAGMENTED), 1, UNFRAGMENTED));
            case WITHIN_FLIGHT -> {
                party.send(ClientHello.write(party.verify(UNFRAGMENTED), 1, UNFRAGMENTED));
                party.send(List.of(ClientHello.beginningOfCertificate()));
            }
        }
        return party;
    }

    /** @param perParticipant number of peers of one participant */
    List<Party> fallSilent(Silence when, int count, int perParticipant) throws Exception {
        List<Party> silent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            silent.add(fallSilent(when, "silent " + i / perParticipant));
        }
        return silent;
    }

    /** Releases the endpoints and closes the peers. */
    @Override
    public void close() {
        for (Party party : parties) {
            party.transport.close();
            party.peer.close();
        }
        dtls.close();
    }
}
