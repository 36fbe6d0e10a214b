package org.chattycat.analysis.pipeline;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chattycat.analysis.sender.ClockScene;
import org.chattycat.analysis.sender.Vp8Encoder;
import org.chattycat.kurento.rtp.vp8.Vp8Packetizer;
import org.junit.jupiter.api.Test;

/** Video made to do harm: the stream survives it, and goes on measuring as soon as right video comes. */
class HostileVideoIT {
    private static final int SSRC = 77;
    private static final int HOSTILE_FRAMES = 1_500;

    @Test
    void damagedAndLyingFramesHarmNothing() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RecordingSink sink = new RecordingSink();
        try (StreamRig rig = new StreamRig(1);
                DatagramSocket socket = new DatagramSocket();
                ClockScene scene = new ClockScene(320, 240);
                Vp8Encoder encoder = new Vp8Encoder(320, 240, 30, 500);
                StreamRig.Fed fed = rig.open(SSRC, sink, () -> {})) {
            Vp8Packetizer packetizer = new Vp8Packetizer(SSRC, 0);
            List<byte[]> originals = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String text = ClockScene.text(Instant.now().plusMillis(i * 100));
                originals.add(encoder.encode(scene.with(text), i * 3_000L, i % 5 == 0));
            }
            for (int i = 0; i < HOSTILE_FRAMES; i++) {
                byte[] frame = damaged(originals.get(random.nextInt(originals.size())), random);
                send(socket, fed, packetizer, frame, i * 3_000, random);
            }
            int start = HOSTILE_FRAMES * 3_000;
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(30))
                    .alias("measuring goes on, seed " + seed)
                    .until(() -> {
                        int ticks = start + (int) (System.nanoTime() / 1_000_000 & 0xffffff) * 90;
                        byte[] frame =
                                encoder.encode(scene.with(ClockScene.text(Instant.now())), ticks & 0xffffffffL, true);
                        send(socket, fed, packetizer, frame, ticks, null);
                        fed.tick();
                        return !sink.qualityWindows.isEmpty()
                                && sink.samples.stream().anyMatch(sample -> Math.abs(sample.latencyMs()) < 5_000);
                    });
        }
    }

    /** Flips bytes, cuts the end, and claims 16383 x 16383 pixels now and then (RFC 6386 section 9.1). */
    private static byte[] damaged(byte[] original, Random random) {
        byte[] frame = original.clone();
        if (frame.length > 10 && (frame[0] & 1) == 0 && random.nextInt(4) == 0) {
            frame[6] = frame[8] = (byte) 0xff;
            frame[7] = frame[9] = 0x3f;
            return frame;
        }
        for (int flips = 1 + random.nextInt(20); flips > 0 && frame.length > 0; flips--) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length + 1)) : frame;
    }

    private static void send(
            DatagramSocket socket,
            StreamRig.Fed fed,
            Vp8Packetizer packetizer,
            byte[] frame,
            int timestamp,
            Random lossy)
            throws IOException {
        for (byte[] packet : packetizer.packets(frame, timestamp)) {
            if (lossy == null || lossy.nextInt(20) != 0) {
                socket.send(new DatagramPacket(packet, packet.length, fed.address()));
            }
        }
    }
}
