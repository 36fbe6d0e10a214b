package org.chattycat.analysis.pipeline;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.chattycat.analysis.sender.ClockScene;
import org.chattycat.analysis.sender.Vp8Encoder;
import org.chattycat.kurento.rtp.vp8.Vp8Packetizer;

/**
 * Opens taps one after the other, lets each measure once, closes it, and compares the resident memory. The heap must have a
 * fixed size and be touched at the start, or its growth would look like a leak.
 */
public final class TapCycles {
    private TapCycles() {}

    /** Resident memory of this process after the warm-up and at the end. */
    public record Result(int taps, long beforeKb, long afterKb) {
        public long growthKb() {
            return afterKb - beforeKb;
        }
    }

    /** @param warmUp taps before the first look at the memory: code is compiled and allocators fill their pools */
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

    /** Polls so often that thousands of taps take only minutes. */
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
