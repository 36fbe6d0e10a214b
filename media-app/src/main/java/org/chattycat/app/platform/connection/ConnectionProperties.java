package org.chattycat.app.platform.connection;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.config.PositiveSize;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of HTTP connections. The time between two bytes is limited by {@code server.tomcat.connection-timeout}, the time
 * between requests by {@code server.tomcat.keep-alive-timeout}.
 *
 * @param headerTimeout limit from the first byte of a request to the end of its header
 * @param bodyTimeout limit from the first byte of a request to the end of its body
 * @param minBodyRate a body can take one more second for each so many bytes that have arrived
 * @param perClient open connections of one client address, WebSockets included
 */
@Validated
@ConfigurationProperties("chattycat.connections")
record ConnectionProperties(
        @NotNull @DurationMin(millis = 1) Duration headerTimeout,
        @NotNull @DurationMin(millis = 1) Duration bodyTimeout,
        @NotNull @PositiveSize DataSize minBodyRate,
        @Min(1) int perClient) {}
