package org.chattycat.analysis.latency;

import java.time.Instant;
import java.util.Objects;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.SampleValidity;

/**
 * One second of one clock in one publication: every first reading counts, also those that were not stored. The values are
 * estimates ({@link Estimate#latencyMs}).
 *
 * @param startsAt a whole second, by arrival
 * @param clockId the {@code oTI} id, null if it has none
 * @param clockNumber 1 for the first clock with this id in the picture
 * @param validity of all of its measurements
 * @param measurements how many, at least 1
 */
public record LatencyWindow(
        TapLease tap,
        Instant startsAt,
        ClockSource source,
        String clockId,
        int clockNumber,
        SampleValidity validity,
        int measurements,
        double minMs,
        double p50Ms,
        double p95Ms,
        double maxMs) {
    public LatencyWindow {
        Objects.requireNonNull(tap);
        Objects.requireNonNull(startsAt);
        Objects.requireNonNull(source);
        Objects.requireNonNull(validity);
        if (measurements < 1) {
            throw new IllegalArgumentException("a window holds at least one measurement");
        }
    }
}
