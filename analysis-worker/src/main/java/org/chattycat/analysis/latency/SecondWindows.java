package org.chattycat.analysis.latency;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.SampleValidity;

/** Summarises the measurements of one publication per second, clock and validity. */
final class SecondWindows {
    /** No frame waits longer than this to be read. */
    private static final Duration LATEST = Duration.ofSeconds(10);

    /**
     * What the measurements of a window have in common.
     *
     * @param clockId null for a clock without an id
     * @param clockNumber 1 for the first clock with this id in the picture
     */
    record Kind(ClockSource source, String clockId, int clockNumber, SampleValidity validity) {}

    private static final class Values {
        private double[] ms = new double[64];
        private int count;

        void add(double value) {
            if (count == ms.length) {
                ms = Arrays.copyOf(ms, 2 * count);
            }
            ms[count++] = value;
        }
    }

    private final TapLease tap;
    private final Consumer<LatencyWindow> closed;
    private final Map<Kind, Values> open = new HashMap<>();
    private Instant second;
    private Instant lastClosed;

    SecondWindows(TapLease tap, Consumer<LatencyWindow> closed) {
        this.tap = tap;
        this.closed = closed;
    }

    void add(Instant arrivedAt, Kind kind, double latencyMs) {
        closeBefore(arrivedAt);
        if (second == null) {
            second = secondOf(arrivedAt);
        }
        open.computeIfAbsent(kind, key -> new Values()).add(latencyMs);
    }

    /**
     * A measurement that arrives after its second was closed counts in the next one, so that none is lost. Only a wall
     * clock that was set back reopens a second.
     */
    private Instant secondOf(Instant arrivedAt) {
        Instant own = arrivedAt.truncatedTo(ChronoUnit.SECONDS);
        boolean late = lastClosed != null
                && !own.isAfter(lastClosed)
                && Duration.between(own, lastClosed).compareTo(LATEST) < 0;
        return late ? lastClosed.plusSeconds(1) : own;
    }

    /** Closes the open second if {@code now} is past it. */
    void closeBefore(Instant now) {
        if (second != null && !now.isBefore(second.plusSeconds(1))) {
            close();
        }
    }

    /** Closes the open second. */
    void close() {
        if (second != null) {
            open.forEach((kind, values) -> closed.accept(window(kind, values)));
            open.clear();
            lastClosed = second;
            second = null;
        }
    }

    private LatencyWindow window(Kind kind, Values values) {
        double[] ms = Arrays.copyOf(values.ms, values.count);
        Arrays.sort(ms);
        return new LatencyWindow(
                tap,
                second,
                kind.source(),
                kind.clockId(),
                kind.clockNumber(),
                kind.validity(),
                ms.length,
                ms[0],
                percentile(ms, 0.5),
                percentile(ms, 0.95),
                ms[ms.length - 1]);
    }

    /** The nearest-rank percentile. */
    private static double percentile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
