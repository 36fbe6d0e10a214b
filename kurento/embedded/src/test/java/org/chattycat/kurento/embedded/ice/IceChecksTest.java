package org.chattycat.kurento.embedded.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import org.chattycat.kurento.embedded.io.MediaLoop;
import org.chattycat.kurento.embedded.io.PortRange;
import org.chattycat.kurento.peer.stun.StunBindingRequest;
import org.chattycat.kurento.peer.stun.StunBindingResponse;
import org.chattycat.kurento.peer.stun.StunCheck;
import org.chattycat.kurento.peer.stun.StunCheckAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a full, controlling agent sends to its peer's sockets. The time is the test's. */
class IceChecksTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String PASSWORD = "the password of the peer";
    private static final Mac PEER_MAC = StunCheck.macOf(PASSWORD);

    private final List<String> events = new ArrayList<>();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private MediaLoop loop;
    private IceAgent agent;
    private IceSession session;
    private IceSocket socket;
    private double seconds = 1;

    private final class Peer implements IcePeer {
        @Override
        public boolean received(byte[] buffer, int offset, int length, long arrivalNanos) {
            return true;
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
    void open() throws Exception {
        loop = new MediaLoop("ice-checks-test");
        // The agent's own ticker sends nothing: before the start there is nothing to send, and afterwards its time is
        // past.
        agent = new IceAgent(loop, List.of(LOOPBACK), List.of(), PortRange.ANY, Duration.ofDays(1), true);
        loop.call(() -> {
            session = agent.open(new Peer());
            session.setRemoteUfrag("peer");
            session.control();
            socket = session.sockets().get(0);
            return null;
        });
    }

    @AfterEach
    void close() throws IOException {
        loop.run(agent::close);
        loop.close();
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }

    @Test
    void nominatesThePairThatAnswers() throws IOException {
        DatagramChannel peer = candidate(1000);
        start();
        StunBindingRequest check = receive(peer);
        assertThat(check.useCandidate()).isFalse();
        assertThat(check.localUfrag()).isEqualTo("peer");
        assertThat(check.remoteUfrag()).isEqualTo(session.ufrag());
        assertThat(check.controlling()).isPresent();
        answer(peer, check);
        assertThat(events).as("the peer does not know yet").isEmpty();
        StunBindingRequest nomination = receive(peer);
        assertThat(nomination.useCandidate()).isTrue();
        answer(peer, nomination);
        assertThat(events).containsExactly("selected " + port(peer));
        assertThat(session.isConnected()).isTrue();
    }

    @Test
    void checksInTheOrderOfPriorityAtTheirPace() throws IOException {
        DatagramChannel low = candidate(1000);
        DatagramChannel high = candidate(2000);
        start();
        assertThat(receive(high)).isNotNull();
        assertThat(receive(low)).as("50 ms have not passed").isNull();
        at(1.05);
        assertThat(receive(low)).isNotNull();
        assertThat(receive(high)).as("not repeated yet").isNull();
    }

    @Test
    void repeatsAnUnansweredCheckSevenTimesInAll() throws IOException {
        DatagramChannel peer = candidate(1000);
        start();
        int received = 0;
        for (double time = 1; time < 200; time += 0.25) {
            at(time);
            received += receive(peer) == null ? 0 : 1;
        }
        assertThat(received).isEqualTo(7);
    }

    @Test
    void believesOnlyAuthenticAnswersFromWhereTheCheckWent() throws IOException {
        DatagramChannel peer = candidate(1000);
        DatagramChannel stranger = channel();
        start();
        StunBindingRequest check = receive(peer);
        answer(peer, check, StunCheck.macOf("another password"));
        answer(stranger, check, PEER_MAC);
        assertThat(receive(peer)).as("no nomination").isNull();
        answer(peer, check);
        assertThat(receive(peer).useCandidate()).isTrue();
    }

    @Test
    void checksFromWhereThePeerChecks() throws IOException {
        DatagramChannel behindNat = channel();
        start();
        check(behindNat, false, 0, false);
        assertThat(answerAt(behindNat).isSuccess()).isTrue();
        at(1.1);
        StunBindingRequest triggered = receive(behindNat);
        answer(behindNat, triggered);
        assertThat(events)
                .as("nothing is selected by the checks of a controlled peer")
                .isEmpty();
        answer(behindNat, receive(behindNat));
        assertThat(events).containsExactly("selected " + port(behindNat));
    }

    @Test
    void asksForConsentAndChecksAgainWithoutIt() throws IOException {
        DatagramChannel peer = connected();
        int asked = 0;
        for (double time = 2; time < 40; time += 0.5) {
            at(time);
            StunBindingRequest consent = receive(peer);
            if (consent != null) {
                assertThat(consent.useCandidate()).isFalse();
                answer(peer, consent);
                asked++;
            }
        }
        assertThat(asked).isBetween(6, 10);
        assertThat(events).hasSize(1);
        at(80);
        assertThat(events).endsWith("lost");
        while (receive(peer) != null) {
            // Requests for consent that were sent before.
        }
        at(80.1);
        answer(peer, receive(peer));
        answer(peer, receive(peer));
        assertThat(events).endsWith("lost", "selected " + port(peer));
    }

    @Test
    void leavesControlToAPeerWithABetterClaim() throws IOException {
        DatagramChannel peer = candidate(1000);
        start();
        check(peer, true, -1, true);
        assertThat(events).containsExactly("selected " + port(peer));
    }

    @Test
    void keepsControlAgainstAWorseClaim() throws IOException {
        DatagramChannel peer = candidate(1000);
        start();
        receive(peer);
        check(peer, true, 0, true);
        StunCheckAnswer refusal = answerAt(peer);
        assertThat(refusal.isSuccess()).isFalse();
        assertThat(refusal.errorCode()).isEqualTo(StunCheckAnswer.ROLE_CONFLICT);
        assertThat(refusal.isAuthentic(StunCheck.macOf(session.password()))).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void leavesControlWhenItsCheckIsRefused() throws IOException {
        DatagramChannel peer = candidate(1000);
        start();
        StunBindingRequest check = receive(peer);
        deliver(peer, StunBindingResponse.roleConflict(check, PEER_MAC));
        check(peer, true, 0, true);
        assertThat(events).containsExactly("selected " + port(peer));
    }

    @Test
    void sendsNothingWhereNoPeerCanBe() {
        for (String address : List.of(
                "host.local", "localhost", "0.0.0.0", "224.0.0.1", "169.254.1.1", "fe80::1", "ff02::1", "1.2.3.4.5")) {
            assertThat(RemoteCandidate.of(
                            CandidateAttribute.parse("candidate:1 1 udp 1 " + address + " 5000 typ host")))
                    .as(address)
                    .isEmpty();
        }
        for (String start : List.of("1 1 tcp 1", "1 1 udp x", "1 1 udp -1")) {
            assertThat(RemoteCandidate.of(CandidateAttribute.parse("candidate:" + start + " 192.0.2.1 5000 typ host")))
                    .as(start)
                    .isEmpty();
        }
        assertThat(RemoteCandidate.of(CandidateAttribute.parse("candidate:1 1 UDP 4294967295 192.0.2.1 5000 typ host")))
                .isPresent();
    }

    /** RFC 8445 section 5.3: the components of a stream share the credentials. Each has its own candidates. */
    @Test
    void theComponentForRtcpHasItsOwnCandidates() throws Exception {
        IceSession rtcp = loop.call(() -> {
            IceSession opened = agent.openBeside(session, IceSession.RTCP, new Peer());
            opened.control();
            return opened;
        });
        assertThat(rtcp.ufrag()).isEqualTo(session.ufrag());
        assertThat(rtcp.password()).isEqualTo(session.password());
        CandidateAttribute first = session.localCandidates().get(0);
        CandidateAttribute second = rtcp.localCandidates().get(0);
        assertThat(second.component()).isEqualTo("2");
        assertThat(second.port()).isNotEqualTo(first.port());
        assertThat(Long.parseLong(second.priority()))
                .as("RFC 8445 section 5.1.2.1")
                .isEqualTo(Long.parseLong(first.priority()) - 1);

        DatagramChannel peerRtp = channel();
        DatagramChannel peerRtcp = channel();
        String address = LOOPBACK.getHostAddress() + " ";
        for (IceSession component : List.of(session, rtcp)) {
            loop.run(() -> component.addRemoteCandidate(
                    CandidateAttribute.parse("candidate:1 1 udp 9 " + address + port(peerRtp) + " typ host")));
            loop.run(() -> component.addRemoteCandidate(
                    CandidateAttribute.parse("candidate:1 2 udp 8 " + address + port(peerRtcp) + " typ host")));
            loop.run(() -> component.startChecks("peer", PASSWORD, now()));
        }
        for (double time : new double[] {1, 1.1}) {
            at(time);
            loop.run(() -> rtcp.tick(now()));
        }
        for (DatagramChannel peer : List.of(peerRtp, peerRtcp)) {
            assertThat(receive(peer)).isNotNull();
            assertThat(receive(peer)).as("only its own component checks it").isNull();
        }
    }

    @Test
    void checksNoMoreThanSixteenCandidates() throws IOException {
        List<DatagramChannel> peers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            peers.add(candidate(1000 - i));
        }
        start();
        for (double time = 1; time < 3; time += 0.05) {
            at(time);
        }
        long checked = 0;
        for (DatagramChannel peer : peers) {
            checked += receive(peer) == null ? 0 : 1;
        }
        assertThat(checked).isEqualTo(IceChecks.MAX_CANDIDATES);
    }

    private DatagramChannel connected() throws IOException {
        DatagramChannel peer = candidate(1000);
        start();
        answer(peer, receive(peer));
        answer(peer, receive(peer));
        assertThat(events).hasSize(1);
        return peer;
    }

    private void start() {
        loop.run(() -> session.startChecks("peer", PASSWORD, now()));
        at(seconds);
    }

    private void at(double time) {
        seconds = time;
        loop.run(() -> {
            session.tick(now());
            session.checkConsent(now(), Duration.ofSeconds(25).toNanos());
        });
    }

    /** Later than the clock of the loop, whose own ticks therefore find nothing due. */
    private long now() {
        return Long.MAX_VALUE / 2 + (long) (seconds * 1e9);
    }

    private DatagramChannel channel() throws IOException {
        DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
        channel.configureBlocking(false);
        channels.add(channel);
        return channel;
    }

    private DatagramChannel candidate(int priority) throws IOException {
        DatagramChannel channel = channel();
        CandidateAttribute attribute = CandidateAttribute.parse(
                "candidate:1 1 udp " + priority + " " + LOOPBACK.getHostAddress() + " " + port(channel) + " typ host");
        loop.run(() -> session.addRemoteCandidate(attribute));
        return channel;
    }

    private static int port(DatagramChannel channel) {
        return channel.socket().getLocalPort();
    }

    /** A datagram is in the receiver's queue as soon as it was sent, because both are on loopback. */
    private static byte[] receiveBytes(DatagramChannel peer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1500);
        return peer.receive(buffer) == null ? new byte[0] : Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static StunBindingRequest receive(DatagramChannel peer) throws IOException {
        byte[] bytes = receiveBytes(peer);
        return StunBindingRequest.parse(bytes, 0, bytes.length);
    }

    private static StunCheckAnswer answerAt(DatagramChannel peer) throws IOException {
        byte[] bytes = receiveBytes(peer);
        return StunCheckAnswer.parse(bytes, 0, bytes.length);
    }

    private void answer(DatagramChannel peer, StunBindingRequest check) throws IOException {
        answer(peer, check, PEER_MAC);
    }

    private void answer(DatagramChannel peer, StunBindingRequest check, Mac mac) throws IOException {
        assertThat(check).isNotNull();
        deliver(peer, StunBindingResponse.to(check, socket.local(), mac));
    }

    private void deliver(DatagramChannel peer, byte[] bytes) throws IOException {
        StunCheckAnswer answer = StunCheckAnswer.parse(bytes, 0, bytes.length);
        InetSocketAddress from = (InetSocketAddress) peer.getLocalAddress();
        loop.run(() -> session.onAnswer(answer, socket, from, now()));
    }

    /** A check by the peer. */
    private void check(DatagramChannel peer, boolean controlling, long tieBreaker, boolean nominates)
            throws IOException {
        byte[] check = new StunCheck(new byte[12], session.ufrag(), "peer", 1, controlling, tieBreaker, nominates)
                .write(StunCheck.macOf(session.password()));
        StunBindingRequest request = StunBindingRequest.parse(check, 0, check.length);
        InetSocketAddress from = (InetSocketAddress) peer.getLocalAddress();
        loop.run(() -> session.onCheck(request, socket, from, now()));
    }
}
