package org.chattycat.app.platform.limits;

import java.time.Duration;

/** Too many; the answer is 429 with Retry-After. */
public final class RateLimitedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long retryAfterSeconds;

    /** @param retryAfter when to try again; rounded up to whole seconds */
    public RateLimitedException(Duration retryAfter) {
        super("too many requests", null, false, false);
        retryAfterSeconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    /** Whole seconds, at least 1. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** For people. */
    public String sentence() {
        long minutes = (retryAfterSeconds + 59) / 60;
        return retryAfterSeconds < 60
                ? "That was too often. Try again in " + retryAfterSeconds + " s."
                : "That was too often. Try again in " + minutes + " min.";
    }
}
