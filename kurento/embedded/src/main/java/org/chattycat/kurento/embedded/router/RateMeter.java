package org.chattycat.kurento.embedded.router;

import java.util.Arrays;

/** Measures the bit rate over the last second, in ten slices. */
final class RateMeter {
    private static final int SLICES = 10;
    private static final long SLICE_NANOS = 100_000_000L;

    private final long[] bytes = new long[SLICES];
    private long sum;
    private long slice = Long.MIN_VALUE;

    void add(int count, long now) {
        advance(now);
        bytes[(int) Math.floorMod(slice, (long) SLICES)] += count;
        sum += count;
    }

    private void advance(long now) {
        long current = Math.floorDiv(now, SLICE_NANOS);
        if (slice == Long.MIN_VALUE || current - slice >= SLICES) {
            Arrays.fill(bytes, 0);
            sum = 0;
            slice = current;
        }
        while (slice < current) {
            slice++;
            int index = (int) Math.floorMod(slice, (long) SLICES);
            sum -= bytes[index];
            bytes[index] = 0;
        }
    }

    /** In bit/s. */
    long bitrate(long now) {
        advance(now);
        return sum * 8;
    }
}
