package org.chattycat.app.alert;

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
 * Settings of alerts.
 *
 * @param interval how often rules are evaluated
 * @param settle how long after a second its measurements are expected to be stored
 * @param resume how long the database has to answer again, after an outage, before rules are evaluated
 * @param maxRulesPerAccount rules of one account
 * @param creationsPerAccount rules that one account may create
 * @param emailPause the least time between two emails about the beginning of alerts of one rule
 * @param emailsPerAccount emails about the beginning of alerts in an hour, to one account
 * @param keep how long alerts are stored
 */
@Validated
@ConfigurationProperties("chattycat.alerts")
record AlertProperties(
        @NotNull @DurationMin(millis = 1) Duration interval,
        @NotNull @DurationMin Duration settle,
        @NotNull @DurationMin Duration resume,
        @Min(1) @Max(1000) int maxRulesPerAccount,
        @NotNull @Valid RateLimit creationsPerAccount,
        @NotNull @DurationMin Duration emailPause,
        @Min(0) @Max(1000) int emailsPerAccount,
        @NotNull @DurationMin(millis = 1) Duration keep) {}
