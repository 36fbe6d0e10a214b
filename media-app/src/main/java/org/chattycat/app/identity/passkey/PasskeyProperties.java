package org.chattycat.app.identity.passkey;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of passkeys.
 *
 * @param challengeLifetime how long a person can take to use a passkey after the page has requested it
 * @param maxPerAccount how many passkeys an account can have
 */
@Validated
@ConfigurationProperties("chattycat.passkeys")
record PasskeyProperties(
        @NotNull @DurationMin(millis = 1) Duration challengeLifetime,
        @Min(1) @Max(100) int maxPerAccount) {}
