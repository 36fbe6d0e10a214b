package org.chattycat.app.identity.guest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of guests; how many a room takes is a limit of meetings.
 *
 * @param idle how long a guest's session lasts without a request or an open call
 * @param maxAge how long somebody is a guest at most
 * @param perClient guests that one client address may become, in all meetings
 * @param perMeeting guests that one meeting may get
 */
@Validated
@ConfigurationProperties("chattycat.guests")
public record GuestProperties(
        @NotNull Duration idle,
        @NotNull Duration maxAge,
        @NotNull @Valid RateLimit perClient,
        @NotNull @Valid RateLimit perMeeting) {}
