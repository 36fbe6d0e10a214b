package org.chattycat.app.latency.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import reactor.core.publisher.Mono;

/**
 * Figures of a range of time, as the GraphQL type of this name describes them.
 *
 * @param selection what was asked for, for fields that need another statement
 */
record LatencySummary(Instant from, Instant to, boolean samplesKept, List<Line> lines, Selection selection) {
    /** Texts that were no usable clock. */
    record Refused(String reason, long count) {}

    /**
     * The figures of one participant and one kind of clock.
     *
     * @param intervals those of all lines of the summary; they are read once, when the first line asks for them
     */
    record Line(
            UUID participantId,
            ClockSource source,
            long count,
            long implausible,
            long clockFaults,
            Double minMs,
            Double meanMs,
            Double meanLowerMs,
            Double meanUpperMs,
            Double sdMs,
            Double p5Ms,
            Double p50Ms,
            Double p90Ms,
            Double p95Ms,
            Double p99Ms,
            Double maxMs,
            Double lowerMs,
            Double upperMs,
            Mono<Map<LineKey, LatencyIntervals>> intervals) {
        static Line of(LineKey key, LatencyFigures figures, Mono<Map<LineKey, LatencyIntervals>> intervals) {
            return new Line(
                    key.participantId(),
                    key.source(),
                    figures.count(),
                    figures.implausible(),
                    figures.clockFaults(),
                    figures.min(),
                    figures.mean(),
                    figures.meanLower(),
                    figures.meanUpper(),
                    figures.deviation(),
                    figures.percentile(0.05),
                    figures.percentile(0.5),
                    figures.percentile(0.9),
                    figures.percentile(0.95),
                    figures.percentile(0.99),
                    figures.max(),
                    figures.lower(),
                    figures.upper(),
                    intervals);
        }
    }
}
