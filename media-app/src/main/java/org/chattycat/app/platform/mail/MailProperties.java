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
 * @param lifetime how long the delivery of an email without a link is attempted; one with a link as long as its link is valid
 * @param firstPause pause after the first attempt that failed; it doubles each time
 * @param longestPause the longest pause between two attempts
 * @param lease the emails that an instance was sending when it died are sent by another one after this time
 * @param interval how often an instance looks for emails whose next attempt is due
 * @param concurrency emails that one instance sends at the same time
 * @param maxWaiting how many emails can wait; more are refused
 * @param maxWaitingPerAddress how many emails to one address can wait
 * @param keep how long the page can ask what became of an email, and its row is stored, without the text
 */
@Validated
@ConfigurationProperties("chattycat.mail")
record MailProperties(
        String from,
        @NotNull @DurationMin(seconds = 1) Duration lifetime,
        @NotNull @DurationMin(millis = 10) Duration firstPause,
        @NotNull @DurationMin(millis = 10) Duration longestPause,
        @NotNull @DurationMin(millis = 100) Duration lease,
        @NotNull @DurationMin(millis = 10) Duration interval,
        @Min(1) @Max(50) int concurrency,
        @Min(1) @Max(100_000) int maxWaiting,
        @Min(1) @Max(10_000) int maxWaitingPerAddress,
        @NotNull @DurationMin(seconds = 1) Duration keep) {}
