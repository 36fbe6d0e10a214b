package org.chattycat.kurento.embedded.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.chattycat.kurento.embedded.bench.SyntheticPeer;
import org.chattycat.kurento.embedded.dtls.DtlsAssociations;
import org.chattycat.kurento.embedded.dtls.DtlsTimeouts;
import org.chattycat.kurento.embedded.media.WebRtcNode;
import org.chattycat.kurento.embedded.net.LocalAddresses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers that fall silent during the handshake hold few threads, for a short time, and delay nobody else. */
class SilentPeerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HANDSHAKE = Duration.ofSeconds(15);
    private static final int SILENT_PEERS = 200;
    private static final int PER_PARTICIPANT = 20;
    private static final int JOINS = 9;
    /** The requirement is 1.5; a busy machine needs a margin. Without limits a newcomer waits a hundred times as long. */
    private static final double SLOWER_AT_MOST = 3;

    private static final int UNFRAGMENTED = 1_000;

    enum Silence {
        BEFORE_CLIENT_HELLO,
        WITHIN_CLIENT_HELLO,
        BEFORE_COOKIE,
        AFTER_SERVER_HELLO,
        WITHIN_FLIGHT,
        PASSIVE;

        boolean begins() {
            return ordinal() >= AFTER_SERVER_HELLO.ordinal();
        }
    }

    private final List<SyntheticPeer> peers = new ArrayList<>();
    private DtlsAssociations dtls;
    private ForwardingMediaPlane plane;
    private InetAddress loopback;

    @BeforeEach
    void open() throws IOException {
        loopback = InetAddress.getLoopbackAddress();
        dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE));
    }

    private void openPlane(Duration flight) throws IOException {
        plane = ForwardingMediaPlane.open(MediaPlaneConfig.defaults()
                .withAddresses(new LocalAddresses(List.of(loopback)))
                .withTimeouts(Duration.ofMinutes(1), new DtlsTimeouts(HANDSHAKE, flight)));
    }

    @AfterEach
    void close() {
        plane.close();
        peers.forEach(SyntheticPeer::close);
        dtls.close();
    }

    private record Party(SyntheticPeer peer, WebRtcNode node, RecordingListener listener) {
        boolean hasBegun() {
            return listener.events().contains("dtls CONNECTING");
        }

        boolean hasFailed() {
            return listener.events().contains("dtls FAILED");
        }

        boolean hasTimedOut() {
            return listener.events().stream().anyMatch(event -> event.contains("did not answer for"));
        }
    }

    private Party negotiate(String participant, String setup) throws Exception {
        RecordingListener listener = new RecordingListener();
        WebRtcNode node = plane.createWebRtc(listener);
        if (participant != null) {
            node.setParticipant(participant);
        }
        SyntheticPeer peer = new SyntheticPeer(dtls, loopback);
        peers.add(peer);
        peer.setAnswer(node.processOffer(peer.offer("sendrecv").replace("setup:actpass", "setup:" + setup)));
        node.gatherCandidates();
        return new Party(peer, node, listener);
    }

    private Party fallSilent(Silence when, String participant) throws Exception {
        Party party = negotiate(participant, when == Silence.PASSIVE ? "passive" : "actpass");
        party.peer.check(SyntheticCallIT.address(party.listener), PATIENCE);
        switch (when) {
            case BEFORE_CLIENT_HELLO, PASSIVE -> {}
            case WITHIN_CLIENT_HELLO ->
                send(party, ClientHello.write(new byte[0], 0, 20).subList(0, 2));
            case BEFORE_COOKIE -> verify(party, UNFRAGMENTED);
            case AFTER_SERVER_HELLO -> send(party, ClientHello.write(verify(party, UNFRAGMENTED), 1, UNFRAGMENTED));
            case WITHIN_FLIGHT -> {
                send(party, ClientHello.write(verify(party, UNFRAGMENTED), 1, UNFRAGMENTED));
                send(party, List.of(ClientHello.beginningOfCertificate()));
            }
        }
        return party;
    }

    private static void send(Party party, List<byte[]> datagrams) throws IOException {
        for (byte[] datagram : datagrams) {
            party.peer.sendRaw(datagram, datagram.length);
        }
    }

    /** Sends a ClientHello until its cookie comes. */
    private static byte[] verify(Party party, int fragment) throws IOException {
        List<byte[]> hello = ClientHello.write(new byte[0], 0, fragment);
        return ClientHello.cookie(exchange(party, hello, 3));
    }

    private static byte[] exchange(Party party, List<byte[]> hello, int expected) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            send(party, hello);
            int length = party.peer.receiveRaw(500);
            if (length > 0 && ClientHello.messageType(party.peer.received()) == expected) {
                return Arrays.copyOf(party.peer.received(), length);
            }
        }
        throw new AssertionError("no message of type " + expected + ": " + party.listener.events());
    }

    /** Median time of a handshake with its connectivity check, in ms. */
    private double joinMillis() throws Exception {
        List<Double> joins = new ArrayList<>();
        for (int i = 0; i < JOINS; i++) {
            long start = System.nanoTime();
            Party party = negotiate("newcomer " + i, "actpass");
            party.peer.connect(party.peer.answer(), SyntheticCallIT.address(party.listener), PATIENCE);
            joins.add((System.nanoTime() - start) / 1e6);
            party.node.close();
        }
        Collections.sort(joins);
        return joins.get(JOINS / 2);
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void aNewcomerDoesNotWaitForSilentPeers(Silence when) throws Exception {
        openPlane(Duration.ofSeconds(3));
        joinMillis();
        double idle = joinMillis();
        List<Party> silent = new ArrayList<>();
        for (int i = 0; i < SILENT_PEERS; i++) {
            silent.add(fallSilent(when, "silent " + i / PER_PARTICIPANT));
        }
        if (when.begins()) {
            int slots = 2 * SILENT_PEERS / PER_PARTICIPANT;
            Await.until(
                    "the slots are taken",
                    () -> silent.stream().filter(Party::hasBegun).count() >= slots);
        }
        double busy = joinMillis();
        System.out.printf("%s: a join takes %.1f ms, %.1f ms idle%n", when, busy, idle);
        assertThat(busy).isLessThan(SLOWER_AT_MOST * idle);
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void silenceEndsTheHandshakeAndNoneBeginsBeforeTheCookieIsBack(Silence when) throws Exception {
        openPlane(Duration.ofMillis(600));
        long start = System.nanoTime();
        Party party = fallSilent(when, "silent");
        if (when.begins()) {
            Await.until("the handshake fails", party::hasTimedOut);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HANDSHAKE);
            assertThat(party.hasBegun()).isTrue();
        } else {
            assertThat(party.peer.receiveRaw(1_000)).as("no flight follows").isEqualTo(-1);
            assertThat(party.hasBegun()).isFalse();
            assertThat(party.hasFailed()).isFalse();
        }
    }

    @Test
    void oneParticipantHasTwoHandshakesAtATime() throws Exception {
        openPlane(Duration.ofSeconds(2));
        List<Party> silent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            silent.add(fallSilent(Silence.PASSIVE, "one"));
        }
        Party other = fallSilent(Silence.PASSIVE, "other");
        Await.until("the other's begins", other::hasBegun);
        assertThat(silent.stream().filter(Party::hasBegun)).hasSize(2);
        Await.until("all get their turn", () -> silent.stream().allMatch(Party::hasTimedOut));
    }

    @Test
    void aClientHelloInFragmentsIsPutTogether() throws Exception {
        openPlane(Duration.ofSeconds(3));
        Party party = negotiate(null, "actpass");
        party.peer.check(SyntheticCallIT.address(party.listener), PATIENCE);
        byte[] cookie = verify(party, 30);
        List<byte[]> second = ClientHello.write(cookie, 1, 25);
        Collections.reverse(second);
        exchange(party, second, 2);
        assertThat(party.hasBegun()).isTrue();
    }

    @Test
    void aForgedCookieIsAnsweredWithAnother() throws Exception {
        openPlane(Duration.ofSeconds(3));
        Party party = negotiate(null, "actpass");
        party.peer.check(SyntheticCallIT.address(party.listener), PATIENCE);
        Party other = negotiate(null, "actpass");
        other.peer.check(SyntheticCallIT.address(other.listener), PATIENCE);
        byte[] stolen = verify(other, UNFRAGMENTED);
        byte[] answer = exchange(party, ClientHello.write(stolen, 1, UNFRAGMENTED), 3);
        assertThat(ClientHello.cookie(answer)).isNotEqualTo(stolen);
        assertThat(party.hasBegun()).isFalse();
    }

    @Test
    void aPassivePeerIsSpokenToFirst() throws Exception {
        openPlane(Duration.ofSeconds(3));
        Party party = negotiate(null, "passive");
        party.peer.connect(party.peer.answer(), SyntheticCallIT.address(party.listener), PATIENCE);
        Await.until("media is connected", () -> party.listener.events().contains("media true"));
    }
}
