package org.chattycat.analysis.quality;

/** Finds freezes: times without a new frame that are longer than 200 ms and than three times the usual interval. */
final class Freezes {
    private static final double SHORTEST_MS = 200;
    private static final double TIMES_USUAL = 3;
    private static final double GAIN = 1 / 16.0;

    private boolean started;
    private long lastArrivalNanos;
    private double usualMs = 33;
    private int count;
    private double frozenMs;

    /** @param arrivalNanos the arrival of a frame that can be displayed */
    void picture(long arrivalNanos) {
        if (started) {
            double apartMs = (arrivalNanos - lastArrivalNanos) / 1e6;
            if (apartMs > Math.max(SHORTEST_MS, TIMES_USUAL * usualMs)) {
                count++;
                frozenMs += apartMs - usualMs;
            } else {
                usualMs += (apartMs - usualMs) * GAIN;
            }
        }
        started = true;
        lastArrivalNanos = arrivalNanos;
    }

    int count() {
        return count;
    }

    double frozenMs() {
        return frozenMs;
    }

    /** Resets the counters and keeps the usual interval. */
    void reset() {
        count = 0;
        frozenMs = 0;
    }
}
