package org.chattycat.app.platform.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for sending emails.
 *
 * @param from sender of every email, such as {@code Chatty Cat <no-reply@example.org>}; required with a mail server
 * @param attempts how many times the delivery of an email is attempted
 * @param retryAfter pause between two attempts
 * @param queue how many emails can wait; more are refused
 */
@Validated
@ConfigurationProperties("chattycat.mail")
record MailProperties(
        String from,
        @Min(1) @Max(10) int attempts,
        @NotNull @DurationMin Duration retryAfter,
        @Min(1) @Max(10_000) int queue) {}
