package org.chattycat.analysis.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How late packets were stamped, from just before the send call, which is part of it. Bounded; safe on any thread. */
final class StampErrors {
    private static final int MAX = 1 << 18;

    private final float[] ms = new float[MAX];
    private final AtomicInteger count = new AtomicInteger();

    void add(long nanos) {
        int at = count.getAndIncrement();
        if (at < MAX) {
            ms[at] = nanos / 1e6f;
        }
    }

    void clear() {
        count.set(0);
    }

    double p99Ms() {
        float[] sorted = Arrays.copyOf(ms, Math.min(count.get(), MAX));
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) (0.99 * (sorted.length - 1))];
    }
}
