package org.chattycat.app.alert.webhook;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.config.PositiveSize;
import org.chattycat.app.platform.limits.RateLimit;
import org.hibernate.validator.constraints.time.DurationMin;
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
 * @param connectTimeout limit of connecting, TLS handshake included
 * @param readTimeout limit of waiting for each part of an answer
 * @param totalTimeout limit of one attempt
 * @param maxResponse the largest answer, of which only the status counts
 * @param concurrency webhooks that one instance posts to at the same time; each of them gets one message at a time
 * @param attempts attempts to deliver one message
 * @param firstPause pause after the first attempt; each further pause is twice as long
 * @param longestPause the longest pause between two attempts
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
        @NotNull @DurationMin(millis = 1) Duration connectTimeout,
        @NotNull @DurationMin(millis = 1) Duration readTimeout,
        @NotNull @DurationMin(millis = 1) Duration totalTimeout,
        @NotNull @PositiveSize DataSize maxResponse,
        @Min(1) @Max(100) int concurrency,
        @Min(1) @Max(20) int attempts,
        @NotNull @DurationMin(millis = 1) Duration firstPause,
        @NotNull @DurationMin(millis = 1) Duration longestPause,
        @NotNull @DurationMin(millis = 1) Duration interval,
        @Min(1) int maxWaiting,
        @NotNull @DurationMin(millis = 1) Duration keep) {
    /** How long a webhook is reserved for one attempt: longer than it takes. */
    Duration claim() {
        return totalTimeout.multipliedBy(2);
    }
}
