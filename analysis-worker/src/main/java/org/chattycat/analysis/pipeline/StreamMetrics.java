package org.chattycat.analysis.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.chattycat.analysis.clock.Refusal;
import org.chattycat.analysis.qr.ScanStage;

/** Meters of all streams of a worker: {@code chattycat.worker.*}. */
final class StreamMetrics {
    /** Cheaper than percentiles, and can be summed over workers. The second one is the duration of a frame. */
    private static final Duration[] STAGE_BOUNDS = {Duration.ofMillis(5), Duration.ofMillis(33), Duration.ofSeconds(1)};

    private final Counter packets;
    private final Counter packetsLost;
    private final Counter decoded;
    private final Counter dropped;
    private final Counter scanned;
    private final Counter shed;
    private final Counter keyframeRequests;
    private final Counter tapsRefused;
    private final Map<ScanStage, Counter> clocksRead = new EnumMap<>(ScanStage.class);
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Timer waiting;
    private final Timer decoding;
    private final Timer scanWaiting;
    private final Timer scanning;

    StreamMetrics(MeterRegistry registry) {
        packets = counter(registry, "packets", "RTP packets received");
        packetsLost =
                counter(registry, "packets.lost", "RTP packets that never came, or came while the queue was full");
        decoded = frames(registry, "decoded");
        dropped = frames(registry, "dropped");
        scanned = frames(registry, "scanned");
        shed = frames(registry, "shed");
        keyframeRequests = counter(registry, "keyframe.requests", "Keyframes asked for after a loss");
        tapsRefused = counter(registry, "taps.refused", "Taps that a media server refused because it was full");
        for (ScanStage stage : ScanStage.values()) {
            clocksRead.put(
                    stage,
                    Counter.builder("chattycat.worker.clocks.read")
                            .description("Clock codes read, later readings included")
                            .tag("stage", stage.name())
                            .register(registry));
        }
        for (Refusal reason : Refusal.values()) {
            refused.put(
                    reason,
                    Counter.builder("chattycat.worker.clocks.refused")
                            .description("Codes that were no usable clock")
                            .tag("reason", reason.name())
                            .register(registry));
        }
        waiting = stage(registry, "wait");
        decoding = stage(registry, "decode");
        scanWaiting = stage(registry, "scan.wait");
        scanning = stage(registry, "scan");
    }

    void packets(int received) {
        packets.increment(received);
    }

    void packetsLost(int lost) {
        packetsLost.increment(lost);
    }

    void keyframeRequested() {
        keyframeRequests.increment();
    }

    void tapRefused() {
        tapsRefused.increment();
    }

    void dropped() {
        dropped.increment();
    }

    /** @param waitedNanos from the arrival of the frame's last packet to the start of decoding: the age of the queue */
    void decoded(long waitedNanos, long decodeNanos) {
        decoded.increment();
        waiting.record(waitedNanos, TimeUnit.NANOSECONDS);
        decoding.record(decodeNanos, TimeUnit.NANOSECONDS);
    }

    /** @param waitedNanos from the end of decoding to the start of the scan */
    void scanned(long waitedNanos, long scanNanos) {
        scanned.increment();
        scanWaiting.record(waitedNanos, TimeUnit.NANOSECONDS);
        scanning.record(scanNanos, TimeUnit.NANOSECONDS);
    }

    void shed() {
        shed.increment();
    }

    void clockRead(ScanStage by) {
        clocksRead.get(by).increment();
    }

    void clockRefused(Refusal reason) {
        refused.get(reason).increment();
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("chattycat.worker." + name)
                .description(description)
                .register(registry);
    }

    private static Counter frames(MeterRegistry registry, String outcome) {
        return Counter.builder("chattycat.worker.frames")
                .description("Video frames by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Timer stage(MeterRegistry registry, String stage) {
        return Timer.builder("chattycat.worker.stage")
                .description("Time per frame and stage")
                .tag("stage", stage)
                .serviceLevelObjectives(STAGE_BOUNDS)
                .register(registry);
    }
}
