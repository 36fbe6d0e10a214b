package org.chattycat.app.identity.profile;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the account page.
 *
 * @param passkeyOfferPause how long the offer to add a passkey stays hidden after it was skipped
 * @param emailChangeLifetime how long the link that confirms a new address is valid
 * @param emailChanges emails that confirm a new address, to one account
 */
@Validated
@ConfigurationProperties("chattycat.profile")
record ProfileProperties(
        @NotNull @DurationMin Duration passkeyOfferPause,
        @NotNull @DurationMin(millis = 1) Duration emailChangeLifetime,
        @NotNull @Valid RateLimit emailChanges) {}
