package org.chattycat.app.platform.limits;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The same algorithm as {@link RateLimits}, in memory and for this instance alone: for what happens so often that a row
 * per use would cost more than what is limited. Thread-safe.
 */
public final class LocalRateLimits {
    /** Buckets that are whole again are dropped once there are this many more than after the last sweep. */
    private static final int SWEEP_AFTER = 1000;

    private final RateLimit limit;
    private final LongSupplier nanoTime;
    private final long start;
    private final Map<String, Long> wholeAt = new HashMap<>();
    private int sweepAt = SWEEP_AFTER;

    /**
     * @param limit of each bucket
     * @param nanoTime such as {@link System#nanoTime}
     */
    public LocalRateLimits(RateLimit limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /**
     * Takes some from a bucket.
     *
     * @param amount at most the limit's {@code count}
     * @throws RateLimitedException when fewer are left; then none is taken
     */
    public synchronized void take(String bucket, int amount) {
        long now = nanoTime.getAsLong() - start;
        long per = limit.per().toNanos();
        long whole = Math.max(wholeAt.getOrDefault(bucket, 0L), now) + Math.multiplyExact(amount, per / limit.count());
        if (whole - now > per) {
            throw new RateLimitedException(Duration.ofNanos(whole - now - per));
        }
        wholeAt.put(bucket, whole);
        if (wholeAt.size() >= sweepAt) {
            wholeAt.values().removeIf(at -> at <= now);
            sweepAt = wholeAt.size() + SWEEP_AFTER;
        }
    }

    synchronized int buckets() {
        return wholeAt.size();
    }
}
