package org.chattycat.app.platform.limits;

import java.util.function.LongSupplier;

/**
 * Allows a burst of messages, and a number per second after that. Not thread-safe. A library would not remove code here: this
 * is needed once, in memory, for one thread.
 */
public final class TokenBucket {
    private final double burst;
    private final double perNano;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledNanos;

    public TokenBucket(int burst, int perSecond, LongSupplier nanoTime) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.filledNanos = nanoTime.getAsLong();
    }

    /** Takes a token; false if there is none. */
    public boolean take() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(burst, tokens + (now - filledNanos) * perNano);
        filledNanos = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
