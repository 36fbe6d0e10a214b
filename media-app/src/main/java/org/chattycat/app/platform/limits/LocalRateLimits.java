package org.chattycat.app.platform.limits;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The algorithm of {@link RateLimits} in memory, for this instance only. It is for operations so frequent that a statement for
 * each would cost more than the operation. Thread-safe.
 */
public final class LocalRateLimits {
    /** Full buckets are removed once there are this many more than after the last removal. */
    private static final int CLEAN_UP_AFTER = 1000;

    private final RateLimit limit;
    private final LongSupplier nanoTime;
    private final long start;
    private final Map<String, Long> wholeAt = new HashMap<>();
    private int cleanUpAt = CLEAN_UP_AFTER;

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
     * Takes an amount from a bucket.
     *
     * @param amount at most the limit's {@code count}
     * @throws RateLimitedException when less is left; then nothing is taken
     */
    public synchronized void take(String bucket, int amount) {
        long now = nanoTime.getAsLong() - start;
        wholeAt.put(bucket, wholeAfter(bucket, amount, now));
        if (wholeAt.size() >= cleanUpAt) {
            wholeAt.values().removeIf(at -> at <= now);
            cleanUpAt = wholeAt.size() + CLEAN_UP_AFTER;
        }
    }

    /**
     * Checks that an amount could be taken, and takes nothing.
     *
     * @throws RateLimitedException when less is left
     */
    public synchronized void require(String bucket, int amount) {
        wholeAfter(bucket, amount, nanoTime.getAsLong() - start);
    }

    /** When the bucket is full again after taking an amount. */
    private long wholeAfter(String bucket, int amount, long now) {
        long per = limit.per().toNanos();
        long whole = Math.max(wholeAt.getOrDefault(bucket, 0L), now) + Math.multiplyExact(amount, per / limit.count());
        if (whole - now > per) {
            throw new RateLimitedException(Duration.ofNanos(whole - now - per));
        }
        return whole;
    }

    synchronized int buckets() {
        return wholeAt.size();
    }
}
