package org.chattycat.analysis.latency;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;

/** The stored latencies of all streams of a worker, as histograms by source: {@code chattycat.worker.latency}. */
public final class LatencyMeters {
    /** Those of a good, a bearable (150 and 400 ms, ITU-T G.114) and a bad call. */
    private static final Duration[] BOUNDS = Stream.of(50, 100, 150, 200, 250, 300, 400, 500, 700, 1_000, 2_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Map<ClockSource, Timer> timers = new EnumMap<>(ClockSource.class);

    public LatencyMeters(MeterRegistry registry) {
        for (ClockSource source : ClockSource.values()) {
            timers.put(
                    source,
                    Timer.builder("chattycat.worker.latency")
                            .description("Estimated latencies of valid samples, at most ten a second per clock")
                            .tag("source", source.name())
                            .serviceLevelObjectives(BOUNDS)
                            .register(registry));
        }
    }

    /** Counts a valid sample. A histogram has no negative values: they count as 0. */
    public void add(LatencySample sample) {
        if (sample.validity() == SampleValidity.VALID) {
            long nanos = (long) (1e6 * Math.max(0, sample.estimateMs()));
            timers.get(sample.source()).record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
