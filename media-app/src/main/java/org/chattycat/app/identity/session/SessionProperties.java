package org.chattycat.app.identity.session;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of sessions.
 *
 * @param maxAge how long a session lasts at most, however busy; Spring Session's own time-out is for idle ones
 * @param freshFor how long after signing in people may do what wants a sign-in of just now
 */
@Validated
@ConfigurationProperties("chattycat.session")
public record SessionProperties(
        @NotNull Duration maxAge, @NotNull Duration freshFor) {}
