package org.chattycat.app.call;

import java.time.Duration;

/**
 * Whether a page's network carries large pictures. After it was too slow for one, the page gets small ones for a while, which is
 * the longer the more often that happens: nothing but a large picture shows whether the network carries one. Used on the room's
 * executor only.
 */
final class Downlink {
    /** The longest pause, in first pauses. */
    private static final int LONGEST = 16;

    private final long firstPauseNanos;
    private long pauseNanos;
    private long pausedUntilNanos;

    /**
     * @param firstPause how long a page gets small pictures when its network was too slow for the first time
     * @param nowNanos of {@link System#nanoTime}, as everywhere here
     */
    Downlink(Duration firstPause, long nowNanos) {
        this.firstPauseNanos = firstPause.toNanos();
        this.pausedUntilNanos = nowNanos;
    }

    boolean carriesLarge(long nowNanos) {
        return nowNanos - pausedUntilNanos >= 0;
    }

    /** The network was too slow for a large picture just now. */
    void wasTooSlow(long nowNanos) {
        if (!carriesLarge(nowNanos)) {
            return;
        }
        boolean soonAgain = nowNanos - pausedUntilNanos < pauseNanos;
        pauseNanos = soonAgain ? Math.min(2 * pauseNanos, LONGEST * firstPauseNanos) : firstPauseNanos;
        pausedUntilNanos = nowNanos + pauseNanos;
    }
}
