package org.chattycat.app.clock;

import jakarta.validation.Valid;
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
 * Limits and time-outs of clock pages and stamps.
 *
 * @param linkLifetime how long a link to the clock page can be opened, from its creation or its last use
 * @param linksPerParticipant links that a page can ask for
 * @param opensPerClient clocks that one client address can open
 * @param maxPerClient open clocks of one client address, on one instance
 * @param maxPerParticipant open clocks of one participant
 * @param maxPerMeeting open clocks of one meeting
 * @param lease how long a worker believes a clock's id after the last renewal, and how long a silent clock stays open
 * @param renewal time between two renewals
 * @param openWithin how long a socket can stay open without opening a clock
 * @param sendTimeout how long it can take to send one message to a page
 * @param maxMessageSize the largest message from a page
 * @param messageBurst messages from one page at once
 * @param messagesPerSecond messages from one page per second, on average
 * @param pingInterval time between two pings of the server
 * @param reportSlack by how much a report may contradict the server's clock, beyond error bound and network
 * @param maxTransit the longest time on the network that excuses a late report
 * @param wrongReports reports in a row that contradict the server's clock, after which the clock ends
 * @param feedbackInterval time between two messages to a clock about what the worker sees
 * @param markWrong how often the samples of clocks that were ended are marked as wrong
 * @param notSeenAfter a clock counts as not seen when no worker has read it for this long
 */
@Validated
@ConfigurationProperties("chattycat.clock")
record ClockProperties(
        @NotNull @DurationMin(seconds = 1) Duration linkLifetime,
        @NotNull @Valid RateLimit linksPerParticipant,
        @NotNull @Valid RateLimit opensPerClient,
        @Min(1) int maxPerClient,
        @Min(1) int maxPerParticipant,
        @Min(1) int maxPerMeeting,
        @NotNull @DurationMin(seconds = 1) Duration lease,
        @NotNull @DurationMin(millis = 10) Duration renewal,
        @NotNull @DurationMin(millis = 10) Duration openWithin,
        @NotNull @DurationMin(millis = 10) Duration sendTimeout,
        @NotNull @PositiveSize DataSize maxMessageSize,
        @Min(1) int messageBurst,
        @Min(1) int messagesPerSecond,
        @NotNull @DurationMin(millis = 10) Duration pingInterval,
        @NotNull @DurationMin Duration reportSlack,
        @NotNull @DurationMin Duration maxTransit,
        @Min(1) int wrongReports,
        @NotNull @DurationMin(millis = 10) Duration markWrong,
        @NotNull @DurationMin(millis = 10) Duration feedbackInterval,
        @NotNull @DurationMin(millis = 10) Duration notSeenAfter) {}
