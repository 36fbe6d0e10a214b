package org.chattycat.app.session;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param maxAge how long a session lasts at most, however busy; Spring Session's own time-out is for idle ones */
@Validated
@ConfigurationProperties("chattycat.session")
public record SessionProperties(@NotNull Duration maxAge) {}
