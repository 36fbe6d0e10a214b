package org.chattycat.app.alert.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a message is posted again: exponential back-off with equal jitter, that is between half of the pause and the whole, so
 * that messages which failed together are not repeated together.
 */
final class RetrySchedule {
    private final int attempts;
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    RetrySchedule(int attempts, Duration first, Duration longest, RandomGenerator random) {
        this.attempts = attempts;
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /**
     * The pause after an attempt that failed; empty after the last one.
     *
     * @param attempt from 1
     */
    Optional<Duration> pauseAfter(int attempt) {
        if (attempt >= attempts) {
            return Optional.empty();
        }
        double pause = Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, attempt - 1.0));
        return Optional.of(Duration.ofMillis(Math.round(pause * (0.5 + random.nextDouble() / 2))));
    }
}
