package org.chattycat.analysis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.chattycat.analysis.sender.ClockScene;
import org.chattycat.analysis.sender.Vp8Encoder;
import org.chattycat.analysis.sender.Vp8Packetizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Taps that come and go leave native memory as it was. The heap must be of fixed size and touched, or its growth would
 * look like a leak. The system property {@code leak.rounds} makes it a bench.
 */
@EnabledOnOs(OS.LINUX)
class LeakIT {
    private static final int WARM_UP = 60;
    private static final int ROUNDS = Integer.getInteger("leak.rounds", 200);
    /** One leaked decoder with its 640x480 frames is about 1.5 MB: 200 of them are 300 MB. */
    private static final long ALLOWED_GROWTH_KB = 60_000;

    @Test
    void tapsOpenAndCloseWithoutLeavingMemoryBehind() throws Exception {
        RecordingSink sink = new RecordingSink();
        try (StreamRig rig = new StreamRig(1);
                DatagramSocket socket = new DatagramSocket()) {
            List<byte[]> frames = frames();
            for (int i = 0; i < WARM_UP; i++) {
                round(rig, socket, sink, frames, i);
            }
            long before = residentKb();
            for (int i = 0; i < ROUNDS; i++) {
                round(rig, socket, sink, frames, i);
            }
            long growth = residentKb() - before;
            System.out.printf("leak: %d taps, resident memory %+d kB from %d kB%n", ROUNDS, growth, before);
            assertThat(growth).isLessThan(ALLOWED_GROWTH_KB);
        }
    }

    private static List<byte[]> frames() {
        try (ClockScene scene = new ClockScene(640, 480);
                Vp8Encoder encoder = new Vp8Encoder(640, 480, 30, 1_000)) {
            Instant now = Instant.now();
            return List.of(
                    encoder.encode(scene.with(ClockScene.text(now)), 0, true),
                    encoder.encode(scene.with(ClockScene.text(now.plusMillis(33))), 3_000, false),
                    encoder.encode(scene.with(ClockScene.text(now.plusMillis(66))), 6_000, false));
        }
    }

    /** One tap from its opening to its first measurement to its end. */
    private static void round(StreamRig rig, DatagramSocket socket, RecordingSink sink, List<byte[]> frames, int ssrc)
            throws IOException {
        sink.samples.clear();
        try (StreamRig.Fed fed = rig.open(ssrc, sink, () -> {})) {
            Vp8Packetizer packetizer = new Vp8Packetizer(ssrc, 0);
            for (int i = 0; i < frames.size(); i++) {
                for (byte[] packet : packetizer.packets(frames.get(i), i * 3_000)) {
                    socket.send(new DatagramPacket(packet, packet.length, fed.address()));
                }
                int frame = i;
                await().pollInterval(Duration.ofMillis(2))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> fed.scanned() > frame);
            }
            assertThat(sink.samples).isNotEmpty();
        }
    }

    private static long residentKb() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
