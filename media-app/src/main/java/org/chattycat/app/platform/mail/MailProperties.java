package org.chattycat.app.platform.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How emails go out.
 *
 * @param from sender of every email; required with a mail server, which {@code StartRules} checks, and unused without
 * @param attempts how often one email is tried
 * @param retryAfter pause between two tries
 * @param queue emails that may wait; more are refused
 */
@Validated
@ConfigurationProperties("chattycat.mail")
record MailProperties(
        String from,
        @Min(1) @Max(10) int attempts,
        @NotNull Duration retryAfter,
        @Min(1) @Max(10_000) int queue) {}
