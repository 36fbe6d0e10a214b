package org.chattycat.app.latency.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The quality of video over time, as the GraphQL type of this name describes it. */
record VideoQualityHistory(Duration resolution, Instant from, Instant to, boolean windowsKept, List<Line> lines) {
    /** The buckets of one participant, in the order of time. */
    record Line(UUID participantId, List<Bucket> buckets) {}

    record Bucket(
            Instant startsAt,
            long seconds,
            double bitsPerSecond,
            long packetsReceived,
            long packetsLost,
            Double lossPercent,
            double jitterMs,
            double maxJitterMs,
            double framesPerSecond,
            long framesDropped,
            long freezes,
            double frozenMs,
            Double brightness,
            Double sharpness,
            Double mediaServerMs) {}
}
