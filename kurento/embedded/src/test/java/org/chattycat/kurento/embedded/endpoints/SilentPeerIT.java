package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.kurento.embedded.endpoints.SilentPeers.Party;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers that stop sending during the handshake hold few threads, for a short time, and delay no other participant. */
class SilentPeerIT {
    private static final Duration HANDSHAKE = Duration.ofSeconds(15);
    private static final int SILENT_PEERS = 200;
    private static final int PER_PARTICIPANT = 20;
    private static final int JOINS = 9;
    /** The requirement is 1.5; a busy machine needs a margin. Without the limits, a join takes a hundred times as long. */
    private static final double MAX_RATIO = 3;

    private ForwardingMediaEngine engine;
    private SilentPeers peers;

    private void openPlane(Duration flight) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        engine = ForwardingMediaEngine.open(MediaEngineConfig.defaults()
                .withAddresses(LocalAddresses.of(List.of(loopback)))
                .withTimeouts(Duration.ofMinutes(1), new DtlsTimeouts(HANDSHAKE, flight)));
        peers = new SilentPeers(engine, loopback);
    }

    @AfterEach
    void close() {
        peers.close();
        engine.close();
    }

    /** Median time of a handshake with its connectivity check, in ms. */
    private double joinMillis() throws Exception {
        List<Double> joins = new ArrayList<>();
        for (int i = 0; i < JOINS; i++) {
            long start = System.nanoTime();
            Party party = peers.negotiate("newcomer " + i, "actpass");
            party.connect();
            joins.add((System.nanoTime() - start) / 1e6);
            party.transport().close();
        }
        Collections.sort(joins);
        return joins.get(JOINS / 2);
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void aJoinDoesNotWaitForSilentPeers(Silence when) throws Exception {
        openPlane(Duration.ofSeconds(3));
        joinMillis();
        double idle = joinMillis();
        List<Party> silent = peers.fallSilent(when, SILENT_PEERS, PER_PARTICIPANT);
        if (when.begins()) {
            int slots = 2 * SILENT_PEERS / PER_PARTICIPANT;
            Await.until(
                    "the slots are taken",
                    () -> silent.stream().filter(Party::hasBegun).count() >= slots);
        }
        double busy = joinMillis();
        System.out.printf("%s: a join takes %.1f ms, %.1f ms idle%n", when, busy, idle);
        assertThat(busy).isLessThan(MAX_RATIO * idle);
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void silenceFailsTheHandshakeWhichStartsOnlyWithTheCookie(Silence when) throws Exception {
        Duration flight = Duration.ofMillis(200);
        openPlane(flight);
        long start = System.nanoTime();
        Party party = peers.fallSilent(when, "silent");
        if (when.begins()) {
            Await.until("the handshake fails", party::hasTimedOut);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HANDSHAKE);
            assertThat(party.hasBegun()).isTrue();
        } else {
            assertThat(party.peer().receiveRaw(2 * (int) flight.toMillis()))
                    .as("no flight follows")
                    .isEqualTo(-1);
            assertThat(party.hasBegun()).isFalse();
            assertThat(party.hasFailed()).isFalse();
        }
    }

    @Test
    void aParticipantHasAtMostTwoConcurrentHandshakes() throws Exception {
        openPlane(Duration.ofMillis(600));
        List<Party> silent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            silent.add(peers.fallSilent(Silence.PASSIVE, "one"));
        }
        Party other = peers.fallSilent(Silence.PASSIVE, "other");
        Await.until("the other's begins", other::hasBegun);
        assertThat(silent.stream().allMatch(Party::hasTimedOut))
                .as("the other participant did not wait for them")
                .isFalse();
        AtomicLong most = new AtomicLong();
        Await.until("all have had their turn", () -> {
            // In this order, a handshake that ends between the two counts is not counted as running.
            long begun = silent.stream().filter(Party::hasBegun).count();
            long ended = silent.stream().filter(Party::hasTimedOut).count();
            most.accumulateAndGet(begun - ended, Math::max);
            return ended == silent.size();
        });
        assertThat(most).hasValue(2);
    }

    @Test
    void aFragmentedClientHelloIsReassembled() throws Exception {
        openPlane(Duration.ofSeconds(3));
        Party party = peers.negotiate(null, "actpass");
        party.check();
        byte[] cookie = party.verify(30);
        List<byte[]> second = ClientHello.write(cookie, 1, 25);
        Collections.reverse(second);
        party.exchange(second, 2);
        assertThat(party.hasBegun()).isTrue();
    }

    @Test
    void aCookieOfAnotherPeerIsRejected() throws Exception {
        openPlane(Duration.ofSeconds(3));
        Party party = peers.negotiate(null, "actpass");
        party.check();
        Party other = peers.negotiate(null, "actpass");
        other.check();
        byte[] stolen = other.verify(SilentPeers.UNFRAGMENTED);
        byte[] answer = party.exchange(ClientHello.write(stolen, 1, SilentPeers.UNFRAGMENTED), 3);
        assertThat(ClientHello.cookie(answer)).isNotEqualTo(stolen);
        assertThat(party.hasBegun()).isFalse();
    }

    @Test
    void theServerStartsTheHandshakeWithAPassivePeer() throws Exception {
        openPlane(Duration.ofSeconds(3));
        Party party = peers.negotiate(null, "passive");
        party.connect();
        Await.until("media is connected", () -> party.listener().events().contains("media true"));
    }
}
