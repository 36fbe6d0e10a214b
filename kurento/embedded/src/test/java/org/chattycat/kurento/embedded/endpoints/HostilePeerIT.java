package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.router.ForwardLimits;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.chattycat.kurento.peer.stun.StunCheck;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A peer that is not the one in the SDP gets nothing, and malformed packets harm no other call. */
class HostilePeerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SILENCE_MILLIS = 300;
    private static final int INVENTED_SSRCS = 64;

    private DtlsAssociations dtls;
    private ForwardingMediaEngine engine;
    private InetAddress loopback;

    @BeforeEach
    void open() throws IOException {
        loopback = InetAddress.getByName("127.0.0.1");
        dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE));
        engine = ForwardingMediaEngine.open(MediaEngineConfig.defaults()
                .withAddresses(LocalAddresses.of(List.of(loopback)))
                .withTimeouts(Duration.ofSeconds(2), DtlsTimeouts.of(Duration.ofSeconds(5)))
                .withForward(ForwardLimits.DEFAULT));
    }

    @AfterEach
    void close() {
        engine.close();
        dtls.close();
    }

    private record Party(SyntheticPeer peer, WebRtcTransport transport, RecordingListener listener, String answer) {
        InetSocketAddress server() {
            return SyntheticCallIT.address(listener);
        }
    }

    private Party negotiate(String direction) throws Exception {
        RecordingListener listener = new RecordingListener();
        WebRtcTransport transport = engine.createWebRtc(listener);
        SyntheticPeer peer = new SyntheticPeer(dtls, loopback);
        String answer = transport.processOffer(peer.offer(direction));
        transport.gatherCandidates();
        peer.setAnswer(answer);
        return new Party(peer, transport, listener, answer);
    }

    private Party join(String direction) throws Exception {
        Party party = negotiate(direction);
        party.peer.connect(party.answer, party.server(), PATIENCE);
        Await.until("media is connected", () -> party.listener.events().contains("media true"));
        return party;
    }

    private static boolean isSilent(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        try {
            socket.receive(new DatagramPacket(new byte[Datagrams.MAX_BYTES], Datagrams.MAX_BYTES));
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private static void send(DatagramSocket socket, byte[] bytes, InetSocketAddress to) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @Test
    @DisplayName("a check with a wrong ufrag or password is not answered")
    void aCheckNeedsUfragsAndPassword() throws Exception {
        Party party = negotiate("recvonly");
        String ufrag = party.peer.attribute("ice-ufrag");
        String password = party.peer.attribute("ice-pwd");
        try (DatagramSocket stranger = new DatagramSocket(0, loopback)) {
            send(stranger, StunCheck.write("nobody", party.peer.ufrag(), password), party.server());
            assertThat(isSilent(stranger)).as("unknown ufrag").isTrue();
            send(stranger, StunCheck.write(ufrag, party.peer.ufrag(), "wrong password 12345678"), party.server());
            assertThat(isSilent(stranger)).as("wrong password").isTrue();
            send(stranger, StunCheck.write(ufrag, "another", password), party.server());
            assertThat(isSilent(stranger)).as("not the peer of the offer").isTrue();
            byte[] check = StunCheck.write(ufrag, party.peer.ufrag(), password);
            send(stranger, check, party.server());
            assertThat(isSilent(stranger)).as("the peer of the offer").isFalse();
        }
        party.transport.close();
        try (DatagramSocket late = new DatagramSocket(0, loopback)) {
            send(late, StunCheck.write(ufrag, party.peer.ufrag(), password), party.server());
            assertThat(isSilent(late)).as("after release").isTrue();
        }
    }

    @Test
    void nothingIsSentToAnUncheckedAddress() throws Exception {
        Party party = join("recvonly");
        try (DatagramSocket stranger = new DatagramSocket(0, loopback)) {
            send(
                    stranger,
                    new byte[] {22, (byte) 254, (byte) 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4},
                    party.server());
            send(stranger, Rtp.vp8(1, 1, 1, true), party.server());
            assertThat(isSilent(stranger)).isTrue();
        }
    }

    @Test
    void aPeerWithAnotherCertificateIsRefused() throws Exception {
        DtlsAssociations impostor = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE));
        try (SyntheticPeer other = new SyntheticPeer(impostor, loopback)) {
            RecordingListener listener = new RecordingListener();
            WebRtcTransport transport = engine.createWebRtc(listener);
            String offer =
                    other.offer("recvonly").replaceAll("a=fingerprint:.*", "a=fingerprint:" + dtls.fingerprint());
            String answer = transport.processOffer(offer);
            transport.gatherCandidates();
            assertThatThrownBy(() -> other.connect(answer, SyntheticCallIT.address(listener), PATIENCE))
                    .as("the alert that ends its handshake")
                    .hasRootCauseMessage("bad_certificate(42)");
            Await.until("the refusal is told", () -> listener.events().stream().anyMatch(e -> e.startsWith("failed")));
            assertThat(listener.events())
                    .containsSubsequence("dtls CONNECTING", "dtls FAILED")
                    .doesNotContain("dtls CONNECTED", "media true");
        } finally {
            impostor.close();
        }
    }

    @Test
    void aPeerThatClosesDtlsIsGoneAtOnce() throws Exception {
        Party party = join("sendrecv");
        party.peer.sendCloseNotify();
        Await.until("the end is told", () -> party.listener.events().contains("dtls CLOSED"));
        assertThat(party.listener.events())
                .containsSubsequence("dtls CONNECTING", "dtls CONNECTED", "media true", "media false", "dtls CLOSED");
    }

    @Test
    @DisplayName("sending stops without consent and continues when the peer returns")
    void consentControlsSending() throws Exception {
        Party publisher = join("sendonly");
        Party viewer = join("recvonly");
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        Await.until("consent is lost", () -> viewer.listener.events().contains("media false"));
        assertThat(viewer.listener.events()).contains("connection false");
        publisher.peer.check(publisher.server(), PATIENCE);
        byte[] packet = Rtp.vp8(7, 1, 1, true);
        publisher.peer.sendRtp(packet, packet.length);
        while (viewer.peer.receiveRaw(100) >= 0) {
            // Packets in flight.
        }
        packet = Rtp.vp8(7, 2, 2, true);
        publisher.peer.sendRtp(packet, packet.length);
        assertThat(viewer.peer.receiveRaw(SILENCE_MILLIS)).isEqualTo(-1);
        viewer.peer.check(viewer.server(), PATIENCE);
        Await.until(
                "media goes on",
                () -> viewer.listener.events().lastIndexOf("media true")
                        > viewer.listener.events().indexOf("media false"));
    }

    @Test
    void malformedPacketsDoNoHarm() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Party publisher = join("sendonly");
        Party viewer = join("recvonly");
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        Party victim = negotiate("sendrecv");
        victim.peer.check(victim.server(), PATIENCE);
        byte[] check = victim.peer.checkMessage();
        byte[] hello = {22, (byte) 254, (byte) 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 1, 0, 0, 48, 0, 0, 0, 0, 0, 0, 0, 48
        };
        int next = 1;
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = mutant(random, i % 4 == 0 ? check : i % 4 == 1 ? hello : Rtp.vp8(9, i, i, true));
            if (i % 4 == 3) {
                packet[1] = (byte) (200 + random.nextInt(8));
            }
            (i % 2 == 0 ? victim : publisher).peer.sendRaw(packet, packet.length);
            if (i % 500 == 0) {
                publisher.peer.check(publisher.server(), PATIENCE);
                viewer.peer.check(viewer.server(), PATIENCE);
                byte[] video = Rtp.vp8(7, next++, next * 3000, true);
                publisher.peer.sendRtp(video, video.length);
            }
        }
        awaitVideo(publisher, viewer, next);
        assertThat(engine.createPassThrough(new RecordingListener()).isFlowingIn(MediaKind.VIDEO))
                .as("the loop still answers")
                .isFalse();
    }

    /** Also after DTLS and SRTP, because an authenticated peer may be hostile. */
    @Test
    @DisplayName("malformed packets of an authenticated peer do no harm and use no memory")
    void encryptedMalformedPacketsDoNoHarm() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Party publisher = join("sendonly");
        Party viewer = join("recvonly");
        Party hostile = join("sendrecv");
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        publisher.transport.connect(hostile.transport, MediaKind.VIDEO);
        hostile.transport.connect(hostile.transport, MediaKind.AUDIO);
        List<Party> all = List.of(publisher, viewer, hostile);
        sendGarbage(hostile, random, 10_000, all);
        long before = CleanReleaseIT.usedMemory();
        sendGarbage(hostile, random, 20_000, all);
        assertThat(CleanReleaseIT.usedMemory() - before).isLessThan(4L << 20);
        awaitVideo(publisher, viewer, 1);
    }

    /** Uses more SSRCs than the server accepts, but not so many that this side's own ciphers fill the memory. */
    private static void sendGarbage(Party hostile, Random random, int packets, List<Party> all) throws IOException {
        for (int i = 0; i < packets; i++) {
            if (i % 500 == 0) {
                for (Party party : all) {
                    party.peer.check(party.server(), PATIENCE);
                }
            }
            if (i % 2 == 0) {
                byte[] packet = mutant(random, Rtp.packet(9, i, i, i % 3 == 0 ? 97 : 96, new byte[20]));
                packet = Arrays.copyOf(packet, Math.max(12, packet.length));
                packet[0] = (byte) (0x80 | packet[0] & 0x3f);
                NetworkOrder.put32(packet, 8, random.nextInt(INVENTED_SSRCS));
                hostile.peer.sendRtp(packet, packet.length);
            } else {
                byte[] packet = new byte[8 + 4 * random.nextInt(20)];
                random.nextBytes(packet);
                packet[0] = (byte) (0x80 | packet[0] & 0x1f);
                packet[1] = (byte) (200 + random.nextInt(7));
                packet[2] = 0;
                packet[3] = (byte) (packet.length / 4 - 1);
                NetworkOrder.put32(packet, 4, random.nextInt(INVENTED_SSRCS));
                hostile.peer.sendRtcp(packet, packet.length);
            }
        }
    }

    private static byte[] mutant(Random random, byte[] original) {
        byte[] bytes = Arrays.copyOf(
                original, Math.max(2, original.length + (random.nextInt(4) == 0 ? random.nextInt(40) - 20 : 0)));
        for (int i = random.nextInt(6); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** Sends keyframes until one arrives, because the system drops some after a flood. */
    private static void awaitVideo(Party publisher, Party viewer, int first) throws IOException {
        RtpPacketView view = new RtpPacketView();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int number = first; System.nanoTime() - deadline < 0; number++) {
            publisher.peer.check(publisher.server(), PATIENCE);
            viewer.peer.check(viewer.server(), PATIENCE);
            byte[] video = Rtp.vp8(7, number, number * 3000, true);
            publisher.peer.sendRtp(video, video.length);
            int length;
            while ((length = viewer.peer.receive(Duration.ofMillis(200))) > 0) {
                byte[] bytes = viewer.peer.received();
                if (!RtcpType.isRtcp(bytes[1]) && view.wrap(bytes, 0, length) && view.payloadType() == 96) {
                    int end = view.payloadOffset() + view.payloadLength();
                    if (NetworkOrder.u16(bytes, end - 2) >= first) {
                        return;
                    }
                }
            }
        }
        throw new AssertionError("the other call does not go on: " + publisher.listener.events());
    }
}
