package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.chattycat.kurento.embedded.ice.CandidateAttribute;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.router.ForwardLimits;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.rtcp.RtcpReader;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.chattycat.kurento.rtp.vp8.Vp8PayloadDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls between synthetic peers with real ICE, DTLS and SRTP, and synthetic video. */
class SyntheticCallIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SSRC = 0x1234;

    private final RtpPacketView view = new RtpPacketView();
    private final RtcpReader rtcp = new RtcpReader();
    private final RtcpWriter writer = new RtcpWriter(1200, "test");
    private DtlsAssociations dtls;
    private ForwardingMediaEngine engine;
    private InetAddress loopback;

    @BeforeEach
    void open() throws IOException {
        loopback = InetAddress.getByName("127.0.0.1");
        dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE));
        engine = ForwardingMediaEngine.open(MediaEngineConfig.defaults()
                .withAddresses(LocalAddresses.of(List.of(loopback)))
                .withForward(limits()));
    }

    /** Those of the product, except that a publisher may pause while a viewer's handshake takes long. */
    private static ForwardLimits limits() {
        ForwardLimits usual = ForwardLimits.DEFAULT;
        return new ForwardLimits(
                usual.cachePackets(),
                usual.runPackets(),
                usual.runBytes(),
                usual.runTime(),
                PATIENCE,
                usual.keyframeInterval(),
                usual.flowTimeout(),
                usual.reportInterval());
    }

    @AfterEach
    void close() {
        engine.close();
        dtls.close();
    }

    /** A peer, its transport and the events of the transport. */
    private record Party(SyntheticPeer peer, WebRtcTransport transport, RecordingListener listener) {}

    private Party join(String direction) throws Exception {
        RecordingListener listener = new RecordingListener();
        WebRtcTransport transport = engine.createWebRtc(listener);
        SyntheticPeer peer = new SyntheticPeer(dtls, loopback);
        String answer = transport.processOffer(peer.offer(direction));
        transport.gatherCandidates();
        peer.connect(answer, address(listener), PATIENCE);
        Await.until("media is connected", () -> listener.events().contains("media true"), listener::events);
        return new Party(peer, transport, listener);
    }

    static InetSocketAddress address(RecordingListener listener) {
        CandidateAttribute candidate = listener.candidates().get(0).attribute();
        return new InetSocketAddress(candidate.address(), candidate.port());
    }

    private static void send(Party from, int sequence, boolean keyframe) throws IOException {
        byte[] packet = Rtp.vp8(SSRC, sequence, sequence * 3000, keyframe);
        from.peer.sendRtp(packet, packet.length);
    }

    /**
     * Waits for a media packet.
     *
     * @return the number at the end of its payload
     */
    private int nextVideo(Party party, int payloadType) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            int length = party.peer.receive(Duration.ofMillis(200));
            byte[] bytes = party.peer.received();
            if (length > 0 && !RtcpType.isRtcp(bytes[1]) && view.wrap(bytes, 0, length)) {
                if (view.payloadType() == payloadType) {
                    return NetworkOrder.u16(bytes, view.payloadOffset() + view.payloadLength() - 2);
                }
            }
        }
        throw new AssertionError("no video came");
    }

    private void awaitRtcp(Party party, String what, Predicate<RtcpReader> wanted) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            int length = party.peer.receive(Duration.ofMillis(200));
            if (length > 0 && RtcpType.isRtcp(party.peer.received()[1])) {
                rtcp.wrap(party.peer.received(), 0, length);
                while (rtcp.next()) {
                    if (wanted.test(rtcp)) {
                        return;
                    }
                }
            }
        }
        throw new AssertionError("no RTCP came: " + what);
    }

    @Test
    @DisplayName("a viewer gets video from the first keyframe on, with its own SSRC")
    void aViewerGetsVideoFromTheFirstKeyframeOn() throws Exception {
        Party publisher = join("sendonly");
        Party viewer = join("recvonly");
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        send(publisher, 100, false);
        send(publisher, 101, true);
        send(publisher, 102, false);
        assertThat(nextVideo(viewer, 96)).isEqualTo(101);
        int first = view.sequenceNumber();
        int timestamp = view.timestamp();
        assertThat(view.ssrc()).isEqualTo(viewer.peer.serverSsrc(1));
        assertThat(nextVideo(viewer, 96)).isEqualTo(102);
        assertThat(view.sequenceNumber()).isEqualTo(first + 1 & 0xffff);
        assertThat(view.timestamp()).isEqualTo(timestamp + 3000);
        assertThat(view.extension(2, 3))
                .as("departure time for its bandwidth estimate")
                .isPositive();
    }

    /** The offering endpoint controls and checks; the answering one is a lite agent. Candidates are exchanged as they are found. */
    @Test
    void twoEndpointsOfServersConnectToEachOther() throws Exception {
        Party publisher = join("sendonly");
        Party viewer = join("recvonly");
        RecordingListener offering = new RecordingListener();
        RecordingListener answering = new RecordingListener();
        WebRtcTransport sender = engine.createWebRtc(offering);
        WebRtcTransport receiver = engine.createWebRtc(answering);
        publisher.transport.connect(sender, MediaKind.VIDEO);
        receiver.connect(viewer.transport, MediaKind.VIDEO);

        String offer = sender.generateOffer(OfferedMedia.ALL);
        String answer = receiver.processOffer(offer);
        assertThat(offer).doesNotContain("a=ice-lite");
        assertThat(answer).contains("a=ice-lite");
        sender.processAnswer(answer);
        sender.gatherCandidates();
        receiver.gatherCandidates();
        offering.candidates().forEach(receiver::addIceCandidate);
        answering.candidates().forEach(sender::addIceCandidate);

        Await.until("the offering side is connected", () -> offering.events().contains("media true"), offering::events);
        Await.until(
                "the answering side is connected", () -> answering.events().contains("media true"), answering::events);
        assertThat(offering.events()).contains("pair", "ice CONNECTED", "ice READY", "dtls CONNECTED");
        send(publisher, 101, true);
        assertThat(nextVideo(viewer, 96)).isEqualTo(101);
    }

    @Test
    void aLostPacketIsRetransmittedAsRtx() throws Exception {
        Party publisher = join("sendonly");
        Party viewer = join("recvonly");
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        send(publisher, 1, true);
        send(publisher, 2, false);
        nextVideo(viewer, 96);
        nextVideo(viewer, 96);
        int second = view.sequenceNumber();
        int ssrc = viewer.peer.serverSsrc(1);
        writer.reset().receiverReport(1).nack(1, ssrc, new int[] {second}, 1);
        viewer.peer.sendRtcp(writer.buffer(), writer.length());
        assertThat(nextVideo(viewer, 97)).isEqualTo(2);
        assertThat(view.ssrc()).isNotEqualTo(ssrc);
        assertThat(NetworkOrder.u16(view.buffer(), view.payloadOffset()))
                .as("original sequence number")
                .isEqualTo(second);
        assertThat(viewer.transport.streamStats())
                .filteredOn(s -> s.kind() == MediaKind.VIDEO)
                .extracting(RtpStreamStats::nacks)
                .containsExactly(1L);
    }

    @Test
    void aGapIsRequestedAndFilledInPlace() throws Exception {
        Party publisher = join("sendonly");
        Party viewer = join("recvonly");
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        send(publisher, 1, true);
        send(publisher, 4, false);
        List<Integer> asked = new ArrayList<>();
        awaitRtcp(publisher, "a NACK", r -> {
            if (r.isNack()) {
                asked.add(r.nackPacketId(0));
                asked.add(r.nackBitmask(0));
            }
            return r.isNack();
        });
        assertThat(asked).containsExactly(2, 1);
        nextVideo(viewer, 96);
        int first = view.sequenceNumber();
        assertThat(nextVideo(viewer, 96)).isEqualTo(4);
        assertThat(view.sequenceNumber()).isEqualTo(first + 3 & 0xffff);
        // The publisher repeats packet 3 as RTX: with another SSRC and number, and the original number first in the
        // payload.
        byte[] original = Rtp.vp8(SSRC, 3, 9000, false);
        byte[] payload = new byte[2 + original.length - 12];
        NetworkOrder.put16(payload, 0, 3);
        System.arraycopy(original, 12, payload, 2, original.length - 12);
        byte[] rtx = Rtp.packet(0x9999, 500, 9000, 97, payload);
        publisher.peer.sendRtp(rtx, rtx.length);
        assertThat(nextVideo(viewer, 96)).isEqualTo(3);
        assertThat(view.sequenceNumber()).isEqualTo(first + 2 & 0xffff);
    }

    @Test
    void pictureLossReachesThePublisherAndIsThrottled() throws Exception {
        Party publisher = join("sendonly");
        Party viewer = join("recvonly");
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        send(publisher, 1, true);
        nextVideo(viewer, 96);
        for (int i = 0; i < 20; i++) {
            writer.reset().receiverReport(1).pli(1, viewer.peer.serverSsrc(1));
            viewer.peer.sendRtcp(writer.buffer(), writer.length());
        }
        awaitRtcp(publisher, "a PLI", r -> r.isPli() && r.mediaSsrc() == SSRC);
        long first = System.nanoTime();
        awaitRtcp(publisher, "another PLI, as no keyframe came", RtcpReader::isPli);
        assertThat(System.nanoTime() - first).isGreaterThan(400_000_000L);
        assertThat(viewer.transport.streamStats().stream()
                        .mapToLong(RtpStreamStats::plis)
                        .sum())
                .isEqualTo(20);
    }

    @Test
    void aViewerStartsWithTheLastKeyframeWithoutRequestingOne() throws Exception {
        Party publisher = join("sendonly");
        send(publisher, 1, true);
        send(publisher, 2, false);
        Await.until("flow", () -> publisher.listener.events().contains("out VIDEO true"));
        RecordingListener listener = new RecordingListener();
        WebRtcTransport transport = engine.createWebRtc(listener);
        try (SyntheticPeer peer = new SyntheticPeer(dtls, loopback)) {
            String answer = transport.processOffer(peer.offer("recvonly"));
            transport.gatherCandidates();
            publisher.transport.connect(transport, MediaKind.VIDEO);
            transport.requestKeyframe();
            peer.connect(answer, address(listener), PATIENCE);
            Party viewer = new Party(peer, transport, listener);
            assertThat(nextVideo(viewer, 96)).isEqualTo(1);
            int timestamp = view.timestamp();
            assertThat(nextVideo(viewer, 96)).isEqualTo(2);
            assertThat(view.timestamp() - timestamp).isBetween(1, 3000);
            transport.requestKeyframe();
            send(publisher, 3, false);
            assertThat(nextVideo(viewer, 96)).isEqualTo(3);
            assertThat(keyframeRequestsTo(publisher)).isZero();
            Await.until("flow into the viewer", () -> listener.events().contains("in VIDEO true"));
            assertThat(listener.events())
                    .as("nothing flows before the connection is up, and nothing that does not exist")
                    .containsSubsequence("media true", "in VIDEO true")
                    .doesNotContain("in AUDIO true");
        }
    }

    private static long keyframeRequestsTo(Party publisher) {
        return publisher.transport.streamStats().stream()
                .mapToLong(stats -> stats.plis() + stats.firs())
                .sum();
    }

    @Test
    void senderReportsUseTheViewersTimestamps() throws Exception {
        Party publisher = join("sendonly");
        Party viewer = join("recvonly");
        publisher.transport.connect(viewer.transport, MediaKind.VIDEO);
        send(publisher, 1, true);
        nextVideo(viewer, 96);
        int shift = view.timestamp() - 3000;
        long ntp = 0x1111_2222_0000_0000L;
        writer.reset().senderReport(SSRC, ntp, 3000, 1, 1).sourceDescription(SSRC);
        publisher.peer.sendRtcp(writer.buffer(), writer.length());
        awaitRtcp(viewer, "a sender report", RtcpReader::isSenderReport);
        double seconds = (rtcp.ntpTime() - ntp) / 4294967296.0;
        assertThat(seconds).isBetween(0.0, 20.0);
        assertThat((rtcp.rtpTime() - shift - 3000) / 90_000.0)
                .as("timestamp and NTP time are the same instant")
                .isCloseTo(seconds, org.assertj.core.data.Offset.offset(0.001));
    }

    @Test
    @DisplayName("sequence numbers and timestamps continue when the source changes")
    void aSourceSwitchContinuesTheStream() throws Exception {
        Party one = join("sendonly");
        Party two = join("sendonly");
        Party viewer = join("recvonly");
        one.transport.connect(viewer.transport, MediaKind.VIDEO);
        send(one, 500, true);
        nextVideo(viewer, 96);
        int sequence = view.sequenceNumber();
        int timestamp = view.timestamp();
        two.transport.connect(viewer.transport, MediaKind.VIDEO);
        send(one, 501, false);
        send(two, 40_000, true);
        assertThat(nextVideo(viewer, 96)).isEqualTo(40_000);
        assertThat(view.sequenceNumber()).isEqualTo(sequence + 1 & 0xffff);
        assertThat(view.timestamp() - timestamp).isBetween(1, 90_000 * 20);
    }

    @Test
    @DisplayName("picture ids continue when the source changes, in retransmissions too")
    void aSourceSwitchContinuesPictureIds() throws Exception {
        Party one = join("sendonly");
        Party two = join("sendonly");
        Party viewer = join("recvonly");
        one.transport.connect(viewer.transport, MediaKind.VIDEO);
        sendPicture(one, 1, 7000, 200, true);
        assertThat(nextPicture(viewer, 96, 0)).containsExactly(7000, 200);
        two.transport.connect(viewer.transport, MediaKind.VIDEO);
        sendPicture(two, 40_000, 12, 3, true);
        assertThat(nextPicture(viewer, 96, 0)).containsExactly(7001, 201);
        sendPicture(two, 40_001, 13, 4, false);
        assertThat(nextPicture(viewer, 96, 0)).containsExactly(7002, 202);
        int sequence = view.sequenceNumber();
        writer.reset().receiverReport(1).nack(1, viewer.peer.serverSsrc(1), new int[] {sequence}, 1);
        viewer.peer.sendRtcp(writer.buffer(), writer.length());
        assertThat(nextPicture(viewer, 97, 2)).containsExactly(7002, 202);
    }

    private static void sendPicture(Party from, int sequence, int pictureId, int tl0, boolean keyframe)
            throws IOException {
        byte[] payload = {
            (byte) 0x90,
            (byte) 0xe0,
            (byte) (0x80 | pictureId >> 8),
            (byte) pictureId,
            (byte) tl0,
            0x20,
            (byte) (keyframe ? 0 : 1),
            0,
            0
        };
        byte[] packet = Rtp.packet(SSRC, sequence, sequence * 3000, 96, payload);
        from.peer.sendRtp(packet, packet.length);
    }

    /** @return picture id and temporal index of the next packet */
    private int[] nextPicture(Party party, int payloadType, int skip) throws IOException {
        nextVideo(party, payloadType);
        Vp8PayloadDescriptor descriptor = new Vp8PayloadDescriptor();
        assertThat(descriptor.wrap(view.buffer(), view.payloadOffset() + skip, view.payloadLength() - skip))
                .isTrue();
        return new int[] {descriptor.pictureId(), descriptor.tl0PicIdx()};
    }

    @Test
    void silenceIsReported() throws Exception {
        Party publisher = join("sendonly");
        send(publisher, 1, true);
        Await.until("flow", () -> publisher.listener.events().contains("out VIDEO true"));
        assertThat(publisher.transport.isFlowingOut(MediaKind.VIDEO)).isTrue();
        Await.until("no flow", () -> publisher.listener.events().contains("out VIDEO false"));
        assertThat(publisher.transport.isFlowingOut(MediaKind.VIDEO)).isFalse();
    }
}
