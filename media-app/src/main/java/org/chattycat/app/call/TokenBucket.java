package org.chattycat.app.call;

import java.util.function.LongSupplier;

/** Lets a burst pass, and after that so many a second. Not for several threads. */
final class TokenBucket {
    private final double burst;
    private final double perNano;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledNanos;

    TokenBucket(int burst, int perSecond, LongSupplier nanoTime) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.filledNanos = nanoTime.getAsLong();
    }

    /** Takes one; false when there is none. */
    boolean take() {
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
