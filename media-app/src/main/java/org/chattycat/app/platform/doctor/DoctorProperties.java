package org.chattycat.app.platform.doctor;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of {@code ./chatty-cat doctor}.
 *
 * @param checkLimit limit of each check of {@code ./chatty-cat doctor}; all checks run at the same time
 */
@Validated
@ConfigurationProperties("chattycat.doctor")
record DoctorProperties(@NotNull @DurationMin(millis = 1) Duration checkLimit) {}
