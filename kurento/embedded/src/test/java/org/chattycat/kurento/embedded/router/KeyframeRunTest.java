package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.TransmissionOffset;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.chattycat.kurento.rtp.vp8.Vp8PayloadDescriptor;
import org.junit.jupiter.api.Test;

/** What a viewer gets that joins after the last keyframe. */
class KeyframeRunTest {
    private static final long FRAME_NANOS = 33_000_000L;
    private static final int PACKETS_PER_FRAME = 3;

    private final Queue<Runnable> timed = new ArrayDeque<>();
    private final List<byte[]> sent = new ArrayList<>();
    private final byte[] packet = new byte[200];
    private int keyframeRequests;
    private long nextAtNanos;

    private final RtpSession publisher = session("sendonly", "VP8", "max-fr=30");

    private RtpSession session(String direction, String codec, String parameters) {
        try {
            return VideoSessions.of(
                    direction,
                    codec,
                    parameters,
                    (buffer, length) -> sent.add(Arrays.copyOf(buffer, length)),
                    (buffer, length) -> keyframeRequests += countPlis(buffer, length),
                    this::later);
        } catch (SdpException e) {
            throw new IllegalStateException(e);
        }
    }

    private void later(long nanos, Runnable task) {
        nextAtNanos = System.nanoTime() + nanos;
        timed.add(task);
    }

    /** Counts the packets with payload type 206 and format 1 in a compound packet (RFC 4585 section 6.3.1). */
    private static int countPlis(byte[] buffer, int length) {
        int plis = 0;
        for (int at = 0; at < length; at += 4 + 4 * NetworkOrder.u16(buffer, at + 2)) {
            plis += (buffer[at + 1] & 0xff) == 206 && (buffer[at] & 0x1f) == 1 ? 1 : 0;
        }
        return plis;
    }

    /** Runs timed tasks when they are due, until there are none. */
    private void runTimers() {
        while (!timed.isEmpty()) {
            while (System.nanoTime() < nextAtNanos) {
                LockSupport.parkNanos(200_000);
            }
            timed.remove().run();
        }
    }

    private void receive(int frame, int place, boolean keyframe, long arrivalNanos) {
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (place == PACKETS_PER_FRAME - 1 ? 0x80 | 96 : 96);
        NetworkOrder.put16(packet, 2, 65_500 + frame * PACKETS_PER_FRAME + place & 0xffff);
        NetworkOrder.put32(packet, 4, -20_000 + frame * 3000);
        NetworkOrder.put32(packet, 8, 7);
        packet[12] = (byte) (place == 0 ? 0x90 : 0x80);
        packet[13] = (byte) 0x80;
        NetworkOrder.put16(packet, 14, 0x8000 | 0x7ff0 + frame & 0x7fff);
        packet[16] = (byte) (keyframe ? 0 : 1);
        packet[17] = (byte) frame;
        publisher.receiveRtp(packet, 0, packet.length, arrivalNanos);
    }

    /** Frames, the first of them a keyframe, of which the last arrives now. */
    private void receiveFrames(int count) {
        long now = System.nanoTime();
        for (int frame = 0; frame < count; frame++) {
            for (int place = 0; place < PACKETS_PER_FRAME; place++) {
                receive(frame, place, frame == 0, now - (count - 1 - frame) * FRAME_NANOS);
            }
        }
    }

    private OutboundMedia join() {
        OutboundMedia viewer = session("recvonly", "VP8", "max-fr=30").outbound(MediaKind.VIDEO);
        viewer.setSource(publisher.inbound(MediaKind.VIDEO));
        return viewer;
    }

    private static int sequenceNumber(byte[] packet) {
        return NetworkOrder.u16(packet, 2);
    }

    private static int timestamp(byte[] packet) {
        return NetworkOrder.i32(packet, 4);
    }

    private static byte[] payload(byte[] packet) {
        RtpPacketView view = new RtpPacketView();
        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        return Arrays.copyOfRange(packet, view.payloadOffset(), view.payloadOffset() + view.payloadLength());
    }

    private static int pictureId(byte[] packet) {
        byte[] payload = payload(packet);
        Vp8PayloadDescriptor descriptor = new Vp8PayloadDescriptor();
        assertThat(descriptor.wrap(payload, 0, payload.length)).isTrue();
        return descriptor.pictureId();
    }

    private void assertContinuous() {
        for (int i = 1; i < sent.size(); i++) {
            byte[] before = sent.get(i - 1);
            byte[] after = sent.get(i);
            boolean sameFrame = i % PACKETS_PER_FRAME != 0;
            assertThat(sequenceNumber(after) - sequenceNumber(before) & 0xffff)
                    .as("number of packet %d", i)
                    .isEqualTo(1);
            assertThat(pictureId(after) - pictureId(before) & 0x7fff)
                    .as("picture id of packet %d", i)
                    .isEqualTo(sameFrame ? 0 : 1);
            int step = timestamp(after) - timestamp(before);
            if (sameFrame) {
                assertThat(step).as("timestamp of packet %d", i).isZero();
            } else {
                assertThat(step).as("timestamp of packet %d", i).isBetween(1, 3100);
            }
        }
    }

    @Test
    void aViewerGetsAPictureAtOnceThenTheRestPacedAndThenLive() {
        receiveFrames(31);
        join();
        assertThat(sent).as("sent at once").hasSizeBetween(PACKETS_PER_FRAME, 4 * PACKETS_PER_FRAME);
        assertThat(payload(sent.get(0))[4] & 1).as("a keyframe first").isZero();
        long start = System.nanoTime();
        runTimers();
        assertThat(sent).hasSize(31 * PACKETS_PER_FRAME);
        assertThat(System.nanoTime() - start)
                .as("990 ms of video")
                .isGreaterThan(990_000_000L / CatchUp.SPEED - 20_000_000L);
        long now = System.nanoTime();
        for (int frame = 31; frame < 60; frame++) {
            for (int place = 0; place < PACKETS_PER_FRAME; place++) {
                receive(frame, place, false, now + (frame - 31) * FRAME_NANOS);
            }
        }
        runTimers();
        assertThat(sent).hasSize(60 * PACKETS_PER_FRAME);
        assertContinuous();
        assertThat(timestamp(sent.get(59 * PACKETS_PER_FRAME)) - timestamp(sent.get(58 * PACKETS_PER_FRAME)))
                .as("live")
                .isEqualTo(3000);
        assertThat(timestamp(sent.get(31 * PACKETS_PER_FRAME)) - timestamp(sent.get(0)))
                .as("a second of video was sent in less")
                .isLessThan(45_000);
        assertThat(keyframeRequests).isZero();
    }

    @Test
    void framesThatArriveMeanwhileAreSentInTheirTurn() {
        receiveFrames(16);
        join();
        for (int place = 0; place < PACKETS_PER_FRAME; place++) {
            receive(16, place, false, System.nanoTime());
        }
        assertThat(sent.size()).isLessThan(16 * PACKETS_PER_FRAME);
        runTimers();
        assertThat(sent).hasSize(17 * PACKETS_PER_FRAME);
        assertContinuous();
    }

    @Test
    void packetsOfThePastAreRepeatedAsTheyWereSent() {
        receiveFrames(16);
        OutboundMedia viewer = join();
        runTimers();
        byte[] original = sent.get(20);
        sent.clear();
        RtcpWriter nack = new RtcpWriter(200, "viewer");
        nack.receiverReport(1).nack(1, viewer.ssrc(), new int[] {sequenceNumber(original)}, 1);
        viewer.session().receiveRtcp(nack.buffer(), 0, nack.length(), System.nanoTime());
        assertThat(sent).hasSize(1);
        byte[] repeated = sent.get(0);
        assertThat(repeated[1] & 0x7f).isEqualTo(97);
        assertThat(timestamp(repeated)).isEqualTo(timestamp(original));
        byte[] payload = payload(repeated);
        assertThat(NetworkOrder.u16(payload, 0)).isEqualTo(sequenceNumber(original));
        assertThat(Arrays.copyOfRange(payload, 2, payload.length)).isEqualTo(payload(original));
    }

    @Test
    void aPacketThatWasMissingIsSentWhenItArrives() {
        long now = System.nanoTime();
        for (int frame = 0; frame < 10; frame++) {
            for (int place = 0; place < PACKETS_PER_FRAME; place++) {
                if (frame != 4 || place != 1) {
                    receive(frame, place, frame == 0, now - (9 - frame) * FRAME_NANOS);
                }
            }
        }
        join();
        runTimers();
        assertThat(sent).hasSize(10 * PACKETS_PER_FRAME - 1);
        receive(4, 1, false, System.nanoTime());
        byte[] late = sent.remove(sent.size() - 1);
        sent.add(4 * PACKETS_PER_FRAME + 1, late);
        assertContinuous();
    }

    @Test
    void twentyViewersWithinASecondNeedOneKeyframe() {
        receiveFrames(90);
        long start = System.nanoTime();
        join();
        assertThat(keyframeRequests)
                .as("the last keyframe is three seconds old")
                .isEqualTo(1);
        for (int i = 0; i < 30; i++) {
            for (int place = 0; place < PACKETS_PER_FRAME; place++) {
                receive(90 + i, place, i == 1, start + i * FRAME_NANOS);
            }
            join();
        }
        runTimers();
        assertThat(keyframeRequests).isEqualTo(1);
        assertThat(sent).as("29 frames since then for each").hasSize(31 * 29 * PACKETS_PER_FRAME);
    }

    @Test
    void aRunThatIsTooLongIsNotSentButAKeyframeRequested() {
        receiveFrames(62);
        join();
        runTimers();
        assertThat(sent).isEmpty();
        assertThat(keyframeRequests).isEqualTo(1);
        receive(62, 0, true, System.nanoTime());
        assertThat(sent).hasSize(1);
    }

    @Test
    void aRunIsBoundedInPacketsAndBytes() {
        KeyframeRun packets = new KeyframeRun(ForwardLimits.DEFAULT, 90_000);
        KeyframeRun bytes = new KeyframeRun(ForwardLimits.DEFAULT, 90_000);
        int most = ForwardLimits.DEFAULT.runPackets();
        for (int i = 0; i < most; i++) {
            add(packets, i, 20, i == 0);
        }
        assertThat(packets.isUsable(most)).isTrue();
        add(packets, most, 20, false);
        assertThat(packets.isUsable(most)).isFalse();
        add(packets, most + 1, 20, true);
        assertThat(packets.isUsable(most))
                .as("the next keyframe starts a new one")
                .isTrue();
        int enough = ForwardLimits.DEFAULT.runBytes() / 1400;
        for (int i = 0; i < enough; i++) {
            add(bytes, i, 1400, i == 0);
        }
        assertThat(bytes.isUsable(enough)).isTrue();
        add(bytes, enough, 1400, false);
        assertThat(bytes.isUsable(enough)).isFalse();
    }

    private static void add(KeyframeRun run, int sequence, int length, boolean keyframe) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) 0x80;
        NetworkOrder.put32(bytes, 4, sequence);
        RtpPacketView view = new RtpPacketView();
        assertThat(view.wrap(bytes, 0, length)).isTrue();
        run.add(sequence, view, keyframe, List.of(), sequence);
    }

    /** Arrivals are 33 ms apart, so the last packet's arrival tells when each of the others arrived. */
    @Test
    void aTapIsToldHowLongEachPacketWasHeld() throws SdpException {
        List<Long> sentNanos = new ArrayList<>();
        RtpSession tap = VideoSessions.tap(
                (buffer, length) -> {
                    sentNanos.add(System.nanoTime());
                    sent.add(Arrays.copyOf(buffer, length));
                },
                this::later);
        receiveFrames(16);
        long lastArrival = System.nanoTime();
        tap.outbound(MediaKind.VIDEO).setSource(publisher.inbound(MediaKind.VIDEO));
        runTimers();
        receive(16, 0, false, System.nanoTime());
        assertThat(sent).hasSize(16 * PACKETS_PER_FRAME + 1);
        RtpPacketView view = new RtpPacketView();
        for (int i = 0; i < 16 * PACKETS_PER_FRAME; i++) {
            int frame = i / PACKETS_PER_FRAME;
            byte[] packet = sent.get(i);
            assertThat(view.wrap(packet, 0, packet.length)).isTrue();
            long arrival = lastArrival - (15 - frame) * FRAME_NANOS;
            assertThat(TransmissionOffset.of(view, 1) / 90.0)
                    .as("ms that packet %d was held", i)
                    .isCloseTo((sentNanos.get(i) - arrival) / 1e6, within(20.0));
            assertThat(timestamp(packet) - timestamp(sent.get(0)))
                    .as("timestamps are those of the source")
                    .isEqualTo(frame * 3000);
        }
        byte[] live = sent.get(16 * PACKETS_PER_FRAME);
        assertThat(view.wrap(live, 0, live.length)).isTrue();
        assertThat(TransmissionOffset.of(view, 1)).isZero();
    }

    @Test
    void aViewerThatHasJustGotAKeyframeNeedsNoOther() {
        receiveFrames(5);
        OutboundMedia viewer = join();
        viewer.requestKeyframe();
        assertThat(keyframeRequests).isZero();
        viewer.onPli();
        assertThat(keyframeRequests).as("the viewer lost the picture").isEqualTo(1);
    }

    @Test
    void anH264RunStartsWithTheParameterSets() throws SdpException {
        RtpSession camera = session("sendonly", "H264", "packetization-mode=1");
        long now = System.nanoTime();
        int[] nals = {0x67, 0x68, 0x65, 0x65, 0x61};
        for (int i = 0; i < nals.length; i++) {
            packet[0] = (byte) 0x80;
            packet[1] = (byte) (i >= 3 ? 0x80 | 96 : 96);
            NetworkOrder.put16(packet, 2, i);
            NetworkOrder.put32(packet, 4, i < 4 ? 0 : 3000);
            NetworkOrder.put32(packet, 8, 9);
            packet[12] = (byte) nals[i];
            camera.receiveRtp(packet, 0, 100, now - (nals.length - i) * 1_000_000L);
        }
        session("recvonly", "H264", "packetization-mode=1")
                .outbound(MediaKind.VIDEO)
                .setSource(camera.inbound(MediaKind.VIDEO));
        runTimers();
        assertThat(sent).extracting(p -> (int) payload(p)[0]).containsExactly(0x67, 0x68, 0x65, 0x65, 0x61);
    }

    @Test
    void anH264RunOfACameraWithParameterSetsInItsSdpHasThemToo() throws SdpException {
        RtpSession camera =
                session("sendonly", "H264", "packetization-mode=1;sprop-parameter-sets=Z0IAH5WoFAFuQA==,aM48gA==");
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (0x80 | 96);
        packet[12] = 0x65;
        camera.receiveRtp(packet, 0, 100, System.nanoTime());
        session("recvonly", "H264", "packetization-mode=1")
                .outbound(MediaKind.VIDEO)
                .setSource(camera.inbound(MediaKind.VIDEO));
        runTimers();
        assertThat(sent).extracting(p -> payload(p)[0] & 0x1f).containsExactly(7, 8, 5);
        assertThat(sent)
                .extracting(p -> sequenceNumber(p) - sequenceNumber(sent.get(0)) & 0xffff)
                .containsExactly(0, 1, 2);
    }
}
