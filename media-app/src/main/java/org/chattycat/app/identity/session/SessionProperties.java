package org.chattycat.app.identity.session;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of sessions. Idle sessions expire by the time-out of Spring Session.
 *
 * @param maxAge a session ends after this time even if it is used
 * @param freshFor deleting an account and changing its email address require a sign-in within this time
 */
@Validated
@ConfigurationProperties("chattycat.session")
record SessionProperties(
        @NotNull @DurationMin(millis = 1) Duration maxAge,
        @NotNull @DurationMin(millis = 1) Duration freshFor) {}
