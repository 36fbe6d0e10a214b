package org.chattycat.kurento.embedded.router;

import java.util.Arrays;

/**
 * Decides what a video sender is asked to send, from what its receivers can take. There is one encoding for all, so every
 * choice is unfair to somebody:
 *
 * <ol>
 *   <li>One or two receivers: the slower one counts.
 *   <li>Three or more: the slowest counts, but may not pull the others below half of what the median takes. Whoever is
 *       slower than that loses packets and falls back to keyframes; the majority keeps a usable picture.
 *   <li>Whatever receivers say, not less than {@link #FLOOR}: below it video is useless for everybody.
 *   <li>Configured limits hold above all: the largest maximum never exceeded, the configured minimum never undercut.
 * </ol>
 */
final class BandwidthPolicy {
    /** 320x240 at 15 frames/s is readable at this rate. */
    static final long FLOOR = 300_000;
    /** Enough for 720p. */
    static final long DEFAULT_MAX = 2_500_000;

    private BandwidthPolicy() {}

    /**
     * @param receivers what each receiver can take, {@link Bandwidth#UNLIMITED_BPS} where nothing is known; is sorted
     * @param count how many of them are used
     * @param min configured lower limit, 0 for none
     * @param max configured upper limit; {@link #DEFAULT_MAX} takes the place of {@link Bandwidth#UNLIMITED_BPS}
     * @return in bit/s
     */
    static long decide(long[] receivers, int count, long min, long max) {
        long upper = orDefault(max);
        long rate = upper;
        if (count > 0) {
            Arrays.sort(receivers, 0, count);
            long median = receivers[(count - 1) / 2];
            long wanted = Math.max(receivers[0], median / 2);
            rate = Math.max(Math.min(wanted, upper), Math.min(FLOOR, upper));
        }
        return Math.max(rate, Math.min(min, upper));
    }

    private static long orDefault(long max) {
        return max == Bandwidth.UNLIMITED_BPS ? DEFAULT_MAX : max;
    }

    /** As a real Kurento does it: the lowest estimate for all, with no more than configured limits. */
    static long lowest(long[] receivers, int count, long min, long max) {
        long upper = orDefault(max);
        long rate = upper;
        for (int i = 0; i < count; i++) {
            rate = Math.min(rate, receivers[i]);
        }
        return Math.max(rate, Math.min(min, upper));
    }
}
