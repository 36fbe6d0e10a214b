package org.chattycat.app.identity.audit;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the audit log.
 *
 * @param retention how long events are stored
 * @param period equal events within this time are one event with a count
 */
@Validated
@ConfigurationProperties("chattycat.audit")
record AuditProperties(
        @NotNull @DurationMin(millis = 1) Duration retention,
        @NotNull @DurationMin(seconds = 1) Duration period) {}
