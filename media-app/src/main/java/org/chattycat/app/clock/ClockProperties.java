package org.chattycat.app.clock;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and time-outs of clock pages and stamps.
 *
 * @param linkLifetime from the creation of a link, or its last use, to its end
 * @param linksPerParticipant how many links a page may ask for
 * @param opensPerClient how many clocks one client address may open
 * @param maxPerClient open clocks of one client address on this instance
 * @param maxPerParticipant open clocks of one participant
 * @param maxPerMeeting open clocks of one meeting
 * @param lease how long a worker believes an id after the last renewal, and how long a silent clock stays open
 * @param renewal interval of renewals
 * @param openWithin how long a socket may stay open without opening a clock
 * @param sendTimeout how long it may take to send one message
 * @param maxMessageSize the largest message from a page
 * @param messageBurst messages from a page at once
 * @param messagesPerSecond messages from a page on average
 * @param pingInterval between two pings of the server
 * @param reportSlack by how much a report may contradict the server's clock, beyond error bound and network
 * @param maxTransit the longest time on the network that excuses a late report
 * @param wrongReports consecutive reports that contradict the server's clock, after which the clock is cut off
 * @param feedbackInterval between two messages about what the worker sees
 * @param markWrong interval at which the samples of clocks that were cut off are marked
 * @param notSeenAfter after this time without a sighting the clock counts as not seen
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
        @NotNull DataSize maxMessageSize,
        @Min(1) int messageBurst,
        @Min(1) int messagesPerSecond,
        @NotNull @DurationMin(millis = 10) Duration pingInterval,
        @NotNull Duration reportSlack,
        @NotNull Duration maxTransit,
        @Min(1) int wrongReports,
        @NotNull @DurationMin(millis = 10) Duration markWrong,
        @NotNull @DurationMin(millis = 10) Duration feedbackInterval,
        @NotNull @DurationMin(millis = 10) Duration notSeenAfter) {}
