package org.chattycat.app.latency.compare;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;

/** The comparison of several spans, as the GraphQL types of these names describe it. */
public record Comparison(List<SpanFigures> spans, List<SpanDifference> differences) {
    /** The figures of one span. */
    record SpanFigures(
            String label,
            UUID meetingId,
            String meetingTitle,
            Instant from,
            Instant to,
            UUID participantId,
            String displayName,
            ClockSource source,
            boolean windowsKept,
            int seconds,
            Double medianMs,
            Integer blockSeconds,
            int blocks,
            Double clockErrorMs,
            List<Bin> bins,
            Double lossPercent,
            Double bitsPerSecond,
            Double framesPerSecond) {}

    record Bin(double fromMs, double toMs, long count) {}

    /** What may be said about a span and the first one. */
    enum Verdict {
        FASTER,
        SLOWER,
        NO_DIFFERENCE,
        CLOCKS_DIFFER,
        DIFFERENT_PLACES,
        TOO_SHORT,
        NOTHING_MEASURED
    }

    /** A span, minus the first one. */
    record SpanDifference(
            String label,
            Verdict verdict,
            String sentence,
            Double medianMs,
            Double lowerMs,
            Double upperMs,
            Double systematicMs,
            Double clocksMayDifferMs,
            QuantityDifference lossPercent,
            QuantityDifference bitsPerSecond,
            QuantityDifference framesPerSecond) {}

    /** The difference of two means, with the bounds of its 95 % interval, which are null for spans that are too short. */
    record QuantityDifference(double value, Double lower, Double upper) {}
}
