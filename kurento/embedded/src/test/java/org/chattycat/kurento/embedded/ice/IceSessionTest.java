package org.chattycat.kurento.embedded.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.kurento.embedded.io.MediaLoop;
import org.chattycat.kurento.embedded.io.PortRange;
import org.chattycat.kurento.peer.stun.StunBindingRequest;
import org.chattycat.kurento.peer.stun.StunCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which pair gets the media, by the signs of life of each. The time is the test's. */
class IceSessionTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration CONSENT = Duration.ofSeconds(25);
    private static final InetSocketAddress OLD = new InetSocketAddress(LOOPBACK, 40_001);
    private static final InetSocketAddress NEW = new InetSocketAddress(LOOPBACK, 40_002);

    private final List<String> events = new ArrayList<>();
    private MediaLoop loop;
    private IceAgent agent;
    private DatagramChannel channel;
    private IceSocket socket;
    private IceSession session;
    private boolean authentic = true;
    private double seconds;

    private final class Peer implements IcePeer {
        @Override
        public boolean received(byte[] buffer, int offset, int length, long arrivalNanos) {
            return authentic;
        }

        @Override
        public void pairSelected(CandidateAttribute local, CandidateAttribute remote) {
            events.add("selected " + remote.port());
        }

        @Override
        public void consentLost() {
            events.add("lost");
        }
    }

    @BeforeEach
    void open() throws IOException {
        open(true);
    }

    private void open(boolean followsPeers) throws IOException {
        loop = new MediaLoop("ice-session-test");
        agent = new IceAgent(loop, List.of(LOOPBACK), List.of(), PortRange.ANY, Duration.ofDays(1), followsPeers);
        channel = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
        socket = new IceSocket(channel, List.of(LOOPBACK), 0);
        session = agent.open(new Peer());
        session.setRemoteUfrag("peer");
        check(OLD, true);
        events.clear();
    }

    @AfterEach
    void close() throws IOException {
        loop.run(agent::close);
        loop.close();
        channel.close();
    }

    private void check(InetSocketAddress from, boolean nominates) {
        byte[] check = nominates
                ? StunCheck.write(session.ufrag(), "peer", session.password())
                : StunCheck.consent(session.ufrag(), "peer", session.password());
        session.onCheck(StunBindingRequest.parse(check, 0, check.length), socket, from, now());
    }

    private void packet(InetSocketAddress from) {
        session.received(socket.remotes.get(from), new byte[20], 0, 20, now());
    }

    private void at(double time) {
        seconds = time;
        session.checkConsent(now(), CONSENT.toNanos());
    }

    private long now() {
        return (long) (seconds * 1e9);
    }

    @Test
    void authenticatedMediaShowsLifeWithoutChecks() {
        for (int second = 1; second <= 100; second++) {
            at(second);
            packet(OLD);
        }
        assertThat(events).isEmpty();
        assertThat(session.isConnected()).isTrue();
    }

    @Test
    void checksShowLifeWithoutMedia() {
        for (int second = 5; second <= 100; second += 5) {
            at(second);
            check(OLD, false);
        }
        assertThat(events).isEmpty();
        assertThat(session.isConnected()).isTrue();
    }

    @Test
    void forgedPacketsShowNoLife() {
        authentic = false;
        for (int second = 1; second <= 25; second++) {
            at(second);
            packet(OLD);
        }
        at(26);
        assertThat(events).containsExactly("lost");
        assertThat(session.send(ByteBuffer.allocate(1))).isFalse();
    }

    @Test
    void mediaFollowsThePeerToANewPort() {
        at(6);
        check(NEW, false);
        at(7);
        assertThat(events).as("one check could be one of a second pair").isEmpty();
        packet(NEW);
        assertThat(events).containsExactly("selected 40002");
    }

    @Test
    void mediaFollowsChecksAlone() {
        at(5);
        check(NEW, false);
        at(10);
        check(NEW, false);
        assertThat(events).containsExactly("selected 40002");
        at(26);
        assertThat(events).as("the old pair ends alone").hasSize(1);
        assertThat(socket.remotes).containsOnlyKeys(NEW);
    }

    @Test
    void asInKurentoMediaStaysAtTheFormerPortUntilConsentEnds() throws IOException {
        close();
        open(false);
        for (int second = 5; second <= 25; second += 5) {
            at(second);
            check(NEW, false);
        }
        assertThat(events).isEmpty();
        at(26);
        check(NEW, false);
        assertThat(events).containsExactly("lost", "selected 40002");
    }

    @Test
    void aPeerThatKeepsTwoPairsAliveIsNotMoved() {
        for (int second = 1; second <= 100; second++) {
            at(second);
            check(OLD, false);
            at(second + 0.5);
            check(NEW, false);
        }
        assertThat(events).isEmpty();
    }

    /** RFC 7675 section 5.1: consent checks are 4 to 6 s apart. */
    @Test
    void aPeerThatChecksTwoPairsByTurnsIsNotMoved() {
        for (int second = 5; second <= 100; second += 5) {
            at(second);
            check(OLD, false);
            at(second + 2.5);
            check(NEW, false);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void aNominationMovesMediaAtOnce() {
        at(1);
        check(NEW, true);
        assertThat(events).containsExactly("selected 40002");
    }

    @Test
    void checksWithAnotherPasswordMoveNothing() {
        byte[] forged = StunCheck.write(session.ufrag(), "peer", "wrong password 12345678");
        for (int second = 3; second < 20; second++) {
            at(second);
            session.onCheck(StunBindingRequest.parse(forged, 0, forged.length), socket, NEW, now());
        }
        assertThat(events).isEmpty();
        assertThat(socket.remotes).containsOnlyKeys(OLD);
    }

    @Test
    void aLostPeerReturnsWithItsNextCheck() {
        at(26);
        check(NEW, false);
        assertThat(events).containsExactly("lost", "selected 40002");
    }

    @Test
    void candidatesFollowTheAddressesOfThisHost() throws Exception {
        InetAddress other = InetAddress.getByName("127.0.0.2");
        loop.run(() -> agent.setAddresses(List.of(LOOPBACK, other)));
        assertThat(announced()).containsExactly("127.0.0.1", "127.0.0.2");
        loop.run(() -> agent.setAddresses(List.of(other)));
        assertThat(announced()).containsExactly("127.0.0.2");
        // This host does not have it, as if it had gone at this moment.
        loop.run(() -> agent.setAddresses(List.of(other, address("192.0.2.1"))));
        assertThat(announced()).containsExactly("127.0.0.2");
        loop.run(() -> agent.setAddresses(List.of(LOOPBACK)));
        assertThat(announced()).containsExactly("127.0.0.1");
    }

    private List<String> announced() throws Exception {
        return loop.call(() -> session.localCandidates().stream()
                .map(CandidateAttribute::address)
                .toList());
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void addressesAreBoundedAndTheSelectedOneStays() {
        for (int port = 41_000; port < 41_100; port++) {
            check(new InetSocketAddress(LOOPBACK, port), false);
        }
        assertThat(socket.remotes).hasSize(16).containsKey(OLD);
        assertThat(events).isEmpty();
    }
}
