package org.chattycat.app.lab;

import java.time.Duration;

/**
 * Decides when an analysis pauses for calls. It pauses while the frames of calls wait longer than usual, but not for long at a
 * time: on a machine that calls alone keep busy, it goes on slowly. Not thread-safe.
 */
final class GivingWay {
    /** The mean wait for decoding. On a machine with time to spare it is below 1 ms. */
    private static final double LATE_MS = 4;

    private static final double ON_TIME_MS = 2;
    private static final long MAX_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long MIN_RUN_NANOS = Duration.ofSeconds(1).toNanos();

    private boolean paused;
    private long sinceNanos;

    /** @param nowNanos the start of the analysis */
    GivingWay(long nowNanos) {
        sinceNanos = nowNanos;
    }

    /**
     * Whether the analysis must not run now. Call it a few times a second.
     *
     * @param waitMs mean wait of the frames of calls since the last call
     */
    boolean mustPause(double waitMs, long nowNanos) {
        long forNanos = nowNanos - sinceNanos;
        boolean next = paused
                ? waitMs > ON_TIME_MS && forNanos < MAX_PAUSE_NANOS
                : waitMs > LATE_MS && forNanos >= MIN_RUN_NANOS;
        if (next != paused) {
            paused = next;
            sinceNanos = nowNanos;
        }
        return paused;
    }
}
