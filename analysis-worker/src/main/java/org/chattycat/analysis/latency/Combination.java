package org.chattycat.analysis.latency;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Combines the measurements of one clock within a second. Each measurement bounds the latency of its frame. The RTP timestamps
 * tell how much longer one frame took than another, so the bounds of earlier frames can be moved to the newest one.
 *
 * <p>The bounds are intersected; if an earlier measurement contradicts newer ones, it and everything before it are dropped. The
 * estimate weighs all of them: how likely each latency makes the first reading of each text in just its frame. A single reading
 * that contradicts the others changes it little.
 */
final class Combination {
    private static final long SPAN_NANOS = 1_000_000_000L;
    /** Enough for a second of a code that changes 60 times a second. */
    private static final int MAX_PARTS = 60;
    /** Browsers round capture times to whole ms, so a difference of two is off by up to this much. */
    static final double TIMESTAMP_ERROR_MS = 2;
    /** What no measurement explains has this likelihood, in place of 0. */
    private static final double UNEXPLAINED = 0.02;
    /** The longest range of possible latencies that is examined, and its smallest step. */
    private static final double MAX_RANGE_MS = 1_000;

    private static final double STEP_MS = 0.5;
    private static final int STEPS = 600;
    private static final double PROBABILITY = 0.95;

    /**
     * A new text is read in place of the one before when it has somewhat less than half of an exposure: by this share of the
     * exposure, and more or less by the same.
     */
    private static final double READING_SHARE = 0.05;

    /**
     * What is likely about a measurement, where {@link Uncertainty} has its bounds.
     *
     * @param codeAgeMs how long the code is usually visible before it is first read, at most
     * @param exposureMs the likely exposure
     */
    record Likely(double codeAgeMs, double exposureMs) {}

    /**
     * A measurement.
     *
     * @param possible bounds of the time since the light in the middle of the exposure was drawn
     * @param likely the likely ones
     */
    private record Part(long arrivalNanos, double transitMs, Interval possible, Interval likely) {
        /** What it says about a frame with another transit time. */
        Interval at(double otherTransitMs) {
            return possible.shifted(otherTransitMs - transitMs);
        }
    }

    private final Deque<Part> parts = new ArrayDeque<>();

    /**
     * Adds the newest measurement.
     *
     * @param transitMs the frame's arrival minus its RTP timestamp, with a fixed unknown offset
     */
    Estimate add(long arrivalNanos, double transitMs, double latencyMs, Uncertainty uncertainty, Likely likely) {
        double earlyMs = READING_SHARE * likely.exposureMs();
        double readingErrorMs = earlyMs + TIMESTAMP_ERROR_MS / 2;
        // Exact measurements differ by their errors as well.
        double narrowerMs = Math.max(0, readingErrorMs - likely.codeAgeMs() / 2);
        Interval likelyAge = new Interval(latencyMs - likely.codeAgeMs(), latencyMs)
                .shifted(earlyMs)
                .widened(narrowerMs);
        parts.addLast(new Part(arrivalNanos, transitMs, uncertainty.sinceShown(latencyMs), likelyAge));
        while (parts.size() > MAX_PARTS || arrivalNanos - parts.getFirst().arrivalNanos() > SPAN_NANOS) {
            parts.removeFirst();
        }
        // A page and a camera in step have the same error in each reading, so it is added once more.
        Distribution sinceDrawn = distribution(transitMs, readingErrorMs).plusUniform(readingErrorMs);
        double centre = sinceDrawn.median();
        double plusMinusMs = uncertainty.blur(sinceDrawn).halfWidth(centre, PROBABILITY);
        Interval bounds = uncertainty.bounds(possible(transitMs));
        double latency = centre - uncertainty.displayLagMs() / 2;
        return new Estimate(
                micros(latency),
                micros(Math.min(latency, bounds.low())),
                micros(Math.max(latency, bounds.high())),
                micros(plusMinusMs));
    }

    void clear() {
        parts.clear();
    }

    /** Rounded, so that a value is the same wherever it is sent. */
    private static double micros(double ms) {
        return Math.round(ms * 1_000) / 1_000.0;
    }

    /** The times since drawing that no measurement excludes. */
    private Interval possible(double transitMs) {
        Iterator<Part> newestFirst = parts.descendingIterator();
        Interval known = newestFirst.next().possible();
        while (newestFirst.hasNext()) {
            Interval narrower =
                    known.intersection(newestFirst.next().at(transitMs).widened(TIMESTAMP_ERROR_MS));
            if (narrower.isEmpty()) {
                return known;
            }
            known = narrower;
        }
        return known;
    }

    /**
     * How likely each time since drawing is.
     *
     * @param softMs by how much the edges of the measurements are blurred
     */
    private Distribution distribution(double transitMs, double softMs) {
        double newestMs = parts.getLast().likely().high();
        double[] lows = new double[parts.size()];
        double[] highs = new double[parts.size()];
        double low = newestMs;
        double high = newestMs;
        int count = 0;
        for (Part part : parts) {
            double shiftMs = transitMs - part.transitMs();
            lows[count] = part.likely().low() + shiftMs;
            highs[count] = part.likely().high() + shiftMs;
            low = Math.min(low, lows[count]);
            high = Math.max(high, highs[count++]);
        }
        low = Math.max(low, newestMs - MAX_RANGE_MS) - softMs;
        high = Math.min(high, newestMs + MAX_RANGE_MS) + softMs;
        double step = Math.max(STEP_MS, (high - low) / STEPS);
        double[] weights = new double[(int) Math.ceil((high - low) / step) + 1];
        for (int i = 0; i < weights.length; i++) {
            double ms = low + i * step;
            weights[i] = 1;
            for (int part = 0; part < count; part++) {
                weights[i] *= likelihood(ms - lows[part], highs[part] - ms, softMs);
            }
        }
        return new Distribution(low, step, weights);
    }

    private static double likelihood(double aboveMs, double belowMs, double softMs) {
        return Math.max(UNEXPLAINED, ramp(aboveMs, softMs) * ramp(belowMs, softMs));
    }

    private static double ramp(double insideMs, double softMs) {
        return Math.max(0, Math.min(1, (insideMs / softMs + 1) / 2));
    }
}
