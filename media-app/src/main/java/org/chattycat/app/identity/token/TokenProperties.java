package org.chattycat.app.identity.token;

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
 * Limits of personal access tokens.
 *
 * @param maxPerAccount how many access tokens an account can have
 * @param maxDays the longest validity of a token, in days
 * @param keepExpired how long an expired token stays in the list
 * @param creationsPerAccount tokens that one account can create
 * @param requestsPerAccount requests with the tokens of one account, on one instance
 * @param refusalsPerClient tokens that are not valid, sent by one client address to one instance
 */
@Validated
@ConfigurationProperties("chattycat.tokens")
record TokenProperties(
        @Min(1) @Max(100) int maxPerAccount,
        @Min(1) int maxDays,
        @NotNull @DurationMin Duration keepExpired,
        @NotNull @Valid RateLimit creationsPerAccount,
        @NotNull @Valid RateLimit requestsPerAccount,
        @NotNull @Valid RateLimit refusalsPerClient) {}
