package org.chattycat.app.alert.webhook;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of webhooks.
 *
 * @param allowLocal whether http and addresses of this machine and its networks are allowed, for development
 * @param maxPerAccount webhooks of one account
 * @param creationsPerAccount webhooks that one account may create
 * @param testsPerAccount tests that one account may send
 * @param connectTimeout for a connection, with its TLS handshake
 * @param readTimeout for each part of an answer
 * @param totalTimeout for one attempt
 * @param maxResponse of an answer, of which only the status counts
 * @param concurrency webhooks that one instance posts to at the same time; each of them gets one message at a time
 * @param attempts for one message
 * @param firstPause after the first attempt; each further pause is twice as long
 * @param longestPause between two attempts
 * @param interval how often waiting messages are looked for
 * @param maxWaiting messages that can wait for one webhook; more are not stored
 * @param keep how long messages are stored
 */
@Validated
@ConfigurationProperties("chattycat.webhooks")
record WebhookProperties(
        boolean allowLocal,
        @Min(1) @Max(100) int maxPerAccount,
        @NotNull @Valid RateLimit creationsPerAccount,
        @NotNull @Valid RateLimit testsPerAccount,
        @NotNull Duration connectTimeout,
        @NotNull Duration readTimeout,
        @NotNull Duration totalTimeout,
        @NotNull DataSize maxResponse,
        @Min(1) @Max(100) int concurrency,
        @Min(1) @Max(20) int attempts,
        @NotNull Duration firstPause,
        @NotNull Duration longestPause,
        @NotNull Duration interval,
        @Min(1) int maxWaiting,
        @NotNull Duration keep) {
    /** How long a webhook is reserved for one attempt: longer than it takes. */
    Duration claim() {
        return totalTimeout.multipliedBy(2);
    }
}
