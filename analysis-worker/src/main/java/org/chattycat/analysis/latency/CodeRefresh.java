package org.chattycat.analysis.latency;

import org.chattycat.analysis.live.ClockSource;

/**
 * For how long a code shows one text. GoPro Labs' pages redraw every 17 or 33 ms, the product's own clocks about ten times a
 * second. A text that is read in several frames shows that its page is slower than that.
 */
final class CodeRefresh {
    /** The slower of GoPro Labs' pages. */
    private static final double GOPRO_MS = 33;
    /** Our own clocks hold texts for 100 and 83 ms in turns. */
    private static final double OWN_MS = 92;
    /** A display may be late by a few ms, and hold one text for a redraw longer. */
    private static final double GOPRO_MAX_MS = 38;

    private static final double OWN_MAX_MS = 117;
    /** Evidence of a slow page lasts this long: it does not change while it is held up. */
    private static final long REMEMBERED_NANOS = 10_000_000_000L;

    private double longestHeldMs;
    private long longestHeldNanos;

    /** A text was replaced after it had been read for {@code heldMs}, from its first reading to its last. */
    void replaced(double heldMs, long nowNanos) {
        if (heldMs >= longestHeldMs || nowNanos - longestHeldNanos > REMEMBERED_NANOS) {
            longestHeldMs = heldMs;
            longestHeldNanos = nowNanos;
        }
    }

    /**
     * The longest time for which one text is shown, in ms.
     *
     * @param frameMs the time from one frame to the next: by so much a text may outlast its readings
     */
    double maxMs(ClockSource source, double frameMs) {
        return atLeastHeld(source == ClockSource.GOPRO ? GOPRO_MAX_MS : OWN_MAX_MS, frameMs);
    }

    /** The time for which a text is usually shown, in ms. */
    double usualMs(ClockSource source, double frameMs) {
        return atLeastHeld(source == ClockSource.GOPRO ? GOPRO_MS : OWN_MS, frameMs);
    }

    private double atLeastHeld(double ms, double frameMs) {
        return longestHeldMs > 0 ? Math.max(ms, longestHeldMs + 2 * frameMs) : ms;
    }
}
