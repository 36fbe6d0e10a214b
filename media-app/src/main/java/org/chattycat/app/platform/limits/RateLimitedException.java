package org.chattycat.app.platform.limits;

import java.time.Duration;

/** A rate limit was exceeded. The response is 429 with Retry-After. */
public final class RateLimitedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long retryAfterSeconds;

    /** @param retryAfter how long to wait; rounded up to whole seconds */
    public RateLimitedException(Duration retryAfter) {
        super("too many requests", null, false, false);
        retryAfterSeconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    /** Whole seconds, at least 1. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** A message for people. */
    public String sentence() {
        long minutes = (retryAfterSeconds + 59) / 60;
        return retryAfterSeconds < 60
                ? "Too many attempts. Try again in " + retryAfterSeconds + " s."
                : "Too many attempts. Try again in " + minutes + " min.";
    }
}
