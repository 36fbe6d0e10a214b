package org.chattycat.app.platform.config;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How an instance stops.
 *
 * @param delay how long it goes on after it has said that it is not ready any more, at most 9 s
 */
@Validated
@ConfigurationProperties("chattycat.stop")
record StopProperties(
        @NotNull @DurationMin @DurationMax(seconds = 9) Duration delay) {}
