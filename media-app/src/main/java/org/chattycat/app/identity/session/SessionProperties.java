package org.chattycat.app.identity.session;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of sessions. Idle sessions expire by the time-out of Spring Session.
 *
 * @param maxAge after which a session ends even if it is used
 * @param freshFor how long a sign-in counts as recent, see {@link RecentSignIn}
 */
@Validated
@ConfigurationProperties("chattycat.session")
record SessionProperties(@NotNull Duration maxAge, @NotNull Duration freshFor) {}
