package org.chattycat.kurento.rtp.vp8;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.ReceivedPacket;
import org.junit.jupiter.api.Test;

class FrameAssemblerTest {
    private static final int KEYFRAME = 0;
    private static final int INTERFRAME = 1;
    private static final int TRANSMISSION_OFFSET_ID = 5;

    private final List<String> out = new ArrayList<>();
    private final List<EncodedFrame> frames = new ArrayList<>();
    private final FrameAssembler assembler = new FrameAssembler(TRANSMISSION_OFFSET_ID, new FrameAssembler.Output() {
        @Override
        public void frame(EncodedFrame frame) {
            frames.add(frame);
            out.add((frame.keyframe() ? "key " : "frame ") + frame.length());
        }

        @Override
        public void dropped() {
            out.add("dropped");
        }

        @Override
        public void lost(int packets) {
            out.add("lost " + packets);
        }
    });
    private final Vp8Packetizer packetizer = new Vp8Packetizer(1, 0);
    private int timestamp;

    @Test
    void assemblesAFrameAndKnowsTheArrivalsOfItsPackets() {
        byte[] frame = frame(KEYFRAME, 3_000);
        List<byte[]> packets = packetizer.packets(frame, 90);
        assembler.packet(new ReceivedPacket(packets.get(0), 50));
        assembler.packet(new ReceivedPacket(packets.get(1), 40));
        assembler.packet(new ReceivedPacket(packets.get(2), 70));
        EncodedFrame assembled = frames.get(0);
        assertThat(Arrays.copyOf(assembled.data(), assembled.length())).isEqualTo(frame);
        assertThat(assembled.firstArrivalNanos()).isEqualTo(40);
        assertThat(assembled.lastArrivalNanos()).isEqualTo(70);
        assertThat(assembled.packets()).isEqualTo(3);
        assertThat(assembled.rtpTimestamp()).isEqualTo(90);
        assertThat(assembler.needsKeyframe()).isFalse();
    }

    @Test
    void aFrameOfWhichThePacketWasHeldIsMarked() {
        List<byte[]> packets = packetizer.packets(frame(KEYFRAME, 3_000), timestamp += 3_000);
        receive(packets.get(0));
        receive(withTransmissionOffset(packets.get(1), 90));
        receive(packets.get(2));
        List<byte[]> live = packetizer.packets(frame(INTERFRAME, 2_000), timestamp += 3_000);
        receive(withTransmissionOffset(live.get(0), 0));
        receive(live.get(1));
        assertThat(frames).extracting(EncodedFrame::held).containsExactly(true, false);
    }

    /** Inserts the header extension of RFC 5450 into a packet with a fixed header. */
    private static byte[] withTransmissionOffset(byte[] packet, int ticks) {
        byte[] out = new byte[packet.length + 8];
        System.arraycopy(packet, 0, out, 0, 12);
        out[0] |= 0x10;
        NetworkOrder.put32(out, 12, 0xbede0001);
        NetworkOrder.put32(out, 16, (TRANSMISSION_OFFSET_ID << 4 | 2) << 24 | ticks);
        System.arraycopy(packet, 12, out, 20, packet.length - 12);
        return out;
    }

    @Test
    void startsAtAKeyframe() {
        add(INTERFRAME, 100);
        add(KEYFRAME, 100);
        add(INTERFRAME, 100);
        assertThat(out).containsExactly("dropped", "key 100", "frame 100");
    }

    @Test
    void afterALossDropsUntilAWholeKeyframe() {
        add(KEYFRAME, 100);
        List<byte[]> broken = packetizer.packets(frame(INTERFRAME, 3_000), timestamp += 3_000);
        receive(broken.get(0));
        assembler.lost(1);
        receive(broken.get(2));
        add(INTERFRAME, 100);
        assertThat(assembler.needsKeyframe()).isTrue();
        add(KEYFRAME, 200);
        add(INTERFRAME, 100);
        assertThat(out).containsExactly("key 100", "lost 1", "dropped", "dropped", "key 200", "frame 100");
    }

    @Test
    void aFrameWithoutItsBeginningOrItsEndIsNone() {
        add(KEYFRAME, 100);
        List<byte[]> headless = packetizer.packets(frame(KEYFRAME, 2_000), timestamp += 3_000);
        assembler.lost(1);
        receive(headless.get(1));
        List<byte[]> endless = packetizer.packets(frame(KEYFRAME, 2_000), timestamp += 3_000);
        receive(endless.get(0));
        assembler.lost(1);
        add(INTERFRAME, 100);
        assertThat(out).containsExactly("key 100", "lost 1", "dropped", "lost 1", "dropped", "dropped");
    }

    @Test
    void survivesAnything() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] packet = packetizer
                    .packets(frame(random.nextInt(2), 1 + random.nextInt(2_000)), random.nextInt(3))
                    .get(0);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                packet[random.nextInt(Math.min(20, packet.length))] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(packet, random.nextInt(packet.length + 1));
            assembler.packet(new ReceivedPacket(cut, i));
        }
        assertThat(out).as("seed %d", seed).isNotEmpty();
    }

    private void add(int first, int length) {
        packetizer.packets(frame(first, length), timestamp += 3_000).forEach(this::receive);
    }

    private void receive(byte[] packet) {
        assembler.packet(new ReceivedPacket(packet, 0));
    }

    /** The lowest bit of a VP8 frame's first byte is 0 for a keyframe (RFC 7741 section 4.3). */
    private static byte[] frame(int first, int length) {
        byte[] frame = new byte[length];
        new Random(length).nextBytes(frame);
        frame[0] = (byte) first;
        return frame;
    }
}
