package org.chattycat.app.identity.guest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of guests. How many guests a meeting can have at the same time is a setting of meetings.
 *
 * @param idle how long a guest's session lasts without a request or an open call
 * @param maxAge the longest time that somebody can be a guest
 * @param perClient new guests from one client address, in all meetings
 * @param perMeeting new guests of one meeting
 */
@Validated
@ConfigurationProperties("chattycat.guests")
record GuestProperties(
        @NotNull @DurationMin(millis = 1) Duration idle,
        @NotNull @DurationMin(millis = 1) Duration maxAge,
        @NotNull @Valid RateLimit perClient,
        @NotNull @Valid RateLimit perMeeting) {}
