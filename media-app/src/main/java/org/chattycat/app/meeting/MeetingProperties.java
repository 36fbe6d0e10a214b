package org.chattycat.app.meeting;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds and time-outs of rooms.
 *
 * @param maxParticipants in one room: with 50 cameras a browser already decodes more than it can show
 * @param maxGuests of those in one room: a link that went round must not shut out who has an account
 * @param maxStaysPerAccount of one account or guest in one room: a few devices, not a way to fill it
 * @param maxCreatedPerHour meetings per account: more than anybody holds, too few to fill a disk
 * @param resumeWindow how long after the last sign of life a page may take up its stay again
 * @param lease how long an application instance counts as alive after its last renewal
 * @param leaseRenewal how often it renews, and how often rooms are swept of whoever is gone
 */
@Validated
@ConfigurationProperties("chattycat.meeting")
public record MeetingProperties(
        @Min(2) @Max(500) int maxParticipants,
        @Min(1) @Max(500) int maxGuests,
        @Min(1) @Max(500) int maxStaysPerAccount,
        @Min(1) @Max(100_000) int maxCreatedPerHour,
        @NotNull Duration resumeWindow,
        @NotNull Duration lease,
        @NotNull Duration leaseRenewal) {}
