package org.chattycat.app.latency.timeline;

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
 * Limits of what is stored for the timeline.
 *
 * @param maxAnnotations annotations of one meeting
 * @param annotationsPerAccount annotations of one account
 * @param keepOutages how long outages of media servers are stored
 */
@Validated
@ConfigurationProperties("chattycat.timeline")
record TimelineProperties(
        @Min(1) @Max(100_000) int maxAnnotations,
        @NotNull @Valid RateLimit annotationsPerAccount,
        @NotNull @DurationMin(millis = 1) Duration keepOutages) {}
