package org.chattycat.analysis.latency;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Combines the recent measurements of one clock. Each measurement bounds the latency of its frame. The RTP timestamps tell how
 * much longer one frame took than another, so the bounds of earlier frames can be moved to the newest one and intersected. The
 * intersection narrows with every measurement, even while the latency changes. If an earlier measurement contradicts newer
 * ones, it and everything before it are dropped.
 */
final class Combination {
    /**
     * A code that changes 10 times a second and a camera with 30 frames a second take 3.3 s to go through all ages of the
     * code if both clocks are exact. Only then are both ends of the interval reached.
     */
    private static final long SPAN_NANOS = 5_000_000_000L;
    /** Enough for five seconds of a code that changes 60 times a second. */
    private static final int MAX_PARTS = 300;
    /** Browsers round capture times to whole ms, so a difference of two is off by up to this much. */
    private static final double TIMESTAMP_ERROR_MS = 2;

    private record Part(long arrivalNanos, double transitMs, Interval drawn) {}

    private final Deque<Part> parts = new ArrayDeque<>();

    /**
     * Adds the newest measurement.
     *
     * @param transitMs the frame's arrival minus its RTP timestamp, with a fixed unknown offset
     */
    Estimate add(long arrivalNanos, double transitMs, double latencyMs, Uncertainty uncertainty) {
        parts.addLast(new Part(arrivalNanos, transitMs, uncertainty.sinceDrawn(latencyMs)));
        while (parts.size() > MAX_PARTS || arrivalNanos - parts.getFirst().arrivalNanos() > SPAN_NANOS) {
            parts.removeFirst();
        }
        Interval drawn = intersection(transitMs);
        return new Estimate(
                micros((drawn.low() + drawn.high()) / 2),
                micros(drawn.low() - uncertainty.exposureMs() - uncertainty.displayLagMs()),
                micros(drawn.high()));
    }

    void clear() {
        parts.clear();
    }

    /** Rounded, so that a value is the same wherever it is sent. */
    private static double micros(double ms) {
        return Math.round(ms * 1_000) / 1_000.0;
    }

    private Interval intersection(double transitMs) {
        Iterator<Part> newestFirst = parts.descendingIterator();
        Interval known = newestFirst.next().drawn();
        while (newestFirst.hasNext()) {
            Part part = newestFirst.next();
            Interval narrower = known.intersection(
                    part.drawn().shifted(transitMs - part.transitMs()).widened(TIMESTAMP_ERROR_MS));
            if (narrower.isEmpty()) {
                return known;
            }
            known = narrower;
        }
        return known;
    }
}
