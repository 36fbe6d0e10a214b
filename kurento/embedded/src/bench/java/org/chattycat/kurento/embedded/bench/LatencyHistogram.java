package org.chattycat.kurento.embedded.bench;

import java.util.Arrays;

/** Latencies in steps of 10 µs, up to 2 s. For one writer and one reader; the reader may see the last ones late. */
final class LatencyHistogram {
    private static final long STEP_NANOS = 10_000L;

    private final int[] counts = new int[200_000];
    private volatile long total;

    void add(long nanos) {
        counts[(int) Math.max(0, Math.min(counts.length - 1, nanos / STEP_NANOS))]++;
        total++;
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    double quantileMillis(double quantile) {
        long rank = (long) Math.ceil(total * quantile);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return (i + 0.5) * STEP_NANOS / 1e6;
            }
        }
        return 0;
    }
}
