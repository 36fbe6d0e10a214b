package org.chattycat.app.latency.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;

/** Latency over time, as the GraphQL type of this name describes it. */
record LatencyHistory(Duration resolution, Instant from, Instant to, boolean samplesKept, List<Line> lines) {
    /** The buckets of one participant and one kind of clock, in the order of time. */
    record Line(UUID participantId, ClockSource source, List<Bucket> buckets) {}

    record Bucket(
            Instant startsAt,
            long count,
            long implausible,
            long clockFaults,
            Double minMs,
            Double meanMs,
            Double p5Ms,
            Double p50Ms,
            Double p95Ms,
            Double maxMs,
            Double lowerMs,
            Double upperMs) {
        static Bucket of(Instant startsAt, LatencyFigures figures) {
            return new Bucket(
                    startsAt,
                    figures.count(),
                    figures.implausible(),
                    figures.clockFaults(),
                    figures.min(),
                    figures.mean(),
                    figures.percentile(0.05),
                    figures.percentile(0.5),
                    figures.percentile(0.95),
                    figures.max(),
                    figures.lower(),
                    figures.upper());
        }
    }
}
