package org.chattycat.app.latency.viewer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;

/** Glass to glass over time, as the GraphQL type of this name describes it. */
record GlassToGlassHistory(Duration resolution, Instant from, Instant to, List<Line> lines) {
    /** The buckets of one publisher's video, by one kind of clock, in the order of time. */
    record Line(UUID participantId, ClockSource source, List<Bucket> buckets) {}

    /** The reports of all viewers in one bucket. Delays in ms. */
    record Bucket(
            Instant startsAt,
            long reports,
            long viewers,
            double p5Ms,
            double p50Ms,
            double p95Ms,
            double lowerMs,
            double upperMs) {}
}
