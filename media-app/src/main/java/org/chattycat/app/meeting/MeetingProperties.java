package org.chattycat.app.meeting;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and time-outs of meetings.
 *
 * @param maxParticipants participants of one meeting; with 50 cameras a browser already decodes more than it can show
 * @param maxGuests guests among the participants of one meeting
 * @param maxStaysPerAccount sessions of one account or guest in one meeting
 * @param maxCreatedPerHour meetings that one account can create in an hour
 * @param stampRequestsPerMeeting how often the host may make or withdraw the request for stamp clocks, which everybody sees
 * @param renamingsPerMeeting how often the host may change the title, which everybody sees
 * @param interventionsPerMeeting how often the host may act on people in the room, such as mute somebody
 * @param unmuteRequestsPerParticipant how often the host may ask one participant to unmute
 * @param maxWaiting people who can wait for the host of one meeting at the same time
 * @param knockWindow how long somebody counts as waiting after their page last asked
 * @param longestWait how long somebody can wait before they have to knock again
 * @param knocksPerClient how often people with one client address may knock
 * @param knocksPerMeeting how often people may knock at one meeting
 * @param wrongCodesPerClient lookups by one client address of short codes that belong to no meeting
 * @param wrongCodesOverall such lookups by all client addresses: by accounts, and by everybody else
 * @param keepEmpty how long a meeting is kept in which nothing was measured or written, since its last use
 * @param resumeWindow how long after its last message a page can resume its session
 * @param lease how long an instance of the application is considered alive after its last renewal
 * @param leaseRenewal how often an instance renews its lease and ends sessions that were not resumed
 */
@Validated
@ConfigurationProperties("chattycat.meeting")
public record MeetingProperties(
        @Min(2) @Max(500) int maxParticipants,
        @Min(1) @Max(500) int maxGuests,
        @Min(1) @Max(500) int maxStaysPerAccount,
        @Min(1) @Max(100_000) int maxCreatedPerHour,
        @NotNull @Valid RateLimit stampRequestsPerMeeting,
        @NotNull @Valid RateLimit renamingsPerMeeting,
        @NotNull @Valid RateLimit interventionsPerMeeting,
        @NotNull @Valid RateLimit unmuteRequestsPerParticipant,
        @Min(1) int maxWaiting,
        @NotNull @DurationMin(millis = 1) Duration knockWindow,
        @NotNull @DurationMin(millis = 1) Duration longestWait,
        @NotNull @Valid RateLimit knocksPerClient,
        @NotNull @Valid RateLimit knocksPerMeeting,
        @NotNull @Valid RateLimit wrongCodesPerClient,
        @NotNull @Valid RateLimit wrongCodesOverall,
        @NotNull @DurationMin(days = 1) Duration keepEmpty,
        @NotNull @DurationMin(millis = 1) Duration resumeWindow,
        @NotNull @DurationMin(millis = 1) Duration lease,
        @NotNull @DurationMin(millis = 1) Duration leaseRenewal) {}
