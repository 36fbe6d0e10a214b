package org.chattycat.kurento.embedded.router;

import java.util.Arrays;

/**
 * Decides which bit rate a video sender is asked for, from the rates that its receivers can take. All receivers get the
 * same encoding, so every rule is unfair to some receiver:
 *
 * <ol>
 *   <li>One or two receivers: the slower one counts.
 *   <li>Three or more: the slowest counts, but cannot reduce the rate below half of the median receiver's. A slower
 *       receiver loses packets and falls back to keyframes, while the majority keeps usable video.
 *   <li>Whatever receivers report, the rate is at least {@link #FLOOR}: below it, video is useless to all.
 *   <li>Configured limits take precedence: the rate never exceeds the maximum and never falls below the minimum.
 * </ol>
 */
final class BandwidthPolicy {
    /** 320x240 at 15 frames/s is readable at this rate. */
    static final long FLOOR = 300_000;
    /** Enough for 720p. */
    static final long DEFAULT_MAX = 2_500_000;

    private BandwidthPolicy() {}

    /**
     * @param receivers what each receiver can take, {@link Bandwidth#UNLIMITED_BPS} if unknown; the array gets sorted
     * @param count number of array elements that are used
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

    /** The rule of a real Kurento: the lowest estimate counts for all, within the configured limits. */
    static long lowest(long[] receivers, int count, long min, long max) {
        long upper = orDefault(max);
        long rate = upper;
        for (int i = 0; i < count; i++) {
            rate = Math.min(rate, receivers[i]);
        }
        return Math.max(rate, Math.min(min, upper));
    }
}
