package org.chattycat.analysis.measure;

import java.time.Instant;
import java.util.Objects;
import org.chattycat.analysis.tap.TapLease;

/**
 * One second of one publication and source: every first sighting counts, also those that were not stored.
 *
 * @param startsAt a whole second, by arrival
 * @param clockFault whether these come from a clock that is judged wrong
 * @param measurements how many, at least 1
 */
public record LatencyWindow(
        TapLease tap,
        Instant startsAt,
        ClockSource source,
        boolean clockFault,
        int measurements,
        double minMs,
        double p50Ms,
        double p95Ms,
        double maxMs) {
    public LatencyWindow {
        Objects.requireNonNull(tap);
        Objects.requireNonNull(startsAt);
        Objects.requireNonNull(source);
        if (measurements < 1) {
            throw new IllegalArgumentException("a window holds at least one measurement");
        }
    }
}
