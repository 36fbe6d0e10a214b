package org.chattycat.app.clock;

/**
 * What a clock says about itself.
 *
 * @param clockMs its estimate of the server's time when it sent this, in ms since 1970
 * @param errorMs bound of the error of that estimate, in ms
 */
public record ClockReport(double clockMs, double errorMs) {
    /** A clock that knows the time less exactly is of no use. */
    public static final double MAX_ERROR_MS = 5000;

    /** The largest integer that JavaScript represents exactly. */
    private static final double MAX_TIME = 9_007_199_254_740_991.0;

    public ClockReport {
        requireTime(clockMs, "clockMs");
        requireError(errorMs);
    }

    static void requireTime(Double ms, String field) {
        if (ms == null || !(Math.abs(ms) <= MAX_TIME)) {
            throw new IllegalArgumentException(field + " must be a number of milliseconds");
        }
    }

    static void requireError(Double ms) {
        if (ms == null || !(ms >= 0 && ms <= MAX_ERROR_MS)) {
            throw new IllegalArgumentException("errorMs must be a number from 0 to " + (int) MAX_ERROR_MS);
        }
    }
}
