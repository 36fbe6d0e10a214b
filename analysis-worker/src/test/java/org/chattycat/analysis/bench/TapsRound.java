package org.chattycat.analysis.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.chattycat.analysis.pipeline.RecordingSink;
import org.chattycat.analysis.pipeline.StreamRig;
import org.chattycat.analysis.sender.ClockScene;
import org.chattycat.analysis.sender.Vp8Encoder;
import org.chattycat.analysis.sender.Vp8Packetizer;

/**
 * Opens taps one after the other, has each measure once, closes it, and looks at what that leaves in memory. The heap
 * must be of fixed size and touched, or its growth would look like a leak.
 */
public final class TapsRound {
    private static final int TAPS = 3_000;
    /** Until all code is compiled and the allocators have what they need. */
    private static final int WARM_UP = 2_000;

    private static final int LIMIT_MINUTES = 5;

    private TapsRound() {}

    /** Resident memory of this process after the warm-up and at the end. */
    public record Result(int taps, long beforeKb, long afterKb) {
        public long growthKb() {
            return afterKb - beforeKb;
        }
    }

    /** In a process of its own, whose heap is as it must be. */
    static void runApart() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TapsRound.class.getName())
                .inheritIO()
                .start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }

    public static void main(String[] arguments) throws Exception {
        Result result = run(WARM_UP, TAPS);
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"analyse\",\"scenario\":\"taps\",\"taps\":%d,\"residentMb\":%.1f,\"growthKb\":%d,"
                        + "\"growthBytesPerTap\":%.0f}%n",
                result.taps(),
                result.beforeKb() / 1024.0,
                result.growthKb(),
                1024.0 * result.growthKb() / result.taps());
        System.exit(0);
    }

    public static Result run(int warmUp, int taps) throws IOException {
        RecordingSink sink = new RecordingSink();
        try (StreamRig rig = new StreamRig(1);
                DatagramSocket socket = new DatagramSocket()) {
            List<byte[]> frames = frames();
            for (int i = 0; i < warmUp; i++) {
                measureOnce(rig, socket, sink, frames, i);
            }
            long before = residentKb();
            for (int i = 0; i < taps; i++) {
                measureOnce(rig, socket, sink, frames, i);
            }
            return new Result(taps, before, residentKb());
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

    private static void measureOnce(
            StreamRig rig, DatagramSocket socket, RecordingSink sink, List<byte[]> frames, int ssrc)
            throws IOException {
        sink.samples.clear();
        try (StreamRig.Fed fed = rig.open(ssrc, sink, () -> {})) {
            Vp8Packetizer packetizer = new Vp8Packetizer(ssrc, 0);
            for (int i = 0; i < frames.size(); i++) {
                for (byte[] packet : packetizer.packets(frames.get(i), i * 3_000)) {
                    socket.send(new DatagramPacket(packet, packet.length, fed.address()));
                }
                int frame = i;
                awaitSoon(() -> fed.scanned() > frame);
            }
            awaitSoon(() -> !sink.samples.isEmpty());
        }
    }

    /** Looks so often that thousands of taps take minutes. */
    private static void awaitSoon(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(30))
                .until(condition);
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
