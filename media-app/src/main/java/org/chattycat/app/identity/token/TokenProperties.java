package org.chattycat.app.identity.token;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of personal access tokens.
 *
 * @param maxPerAccount tokens of one account
 * @param maxDays after which a token expires at the latest
 * @param keepExpired how long an expired token stays in the list
 * @param creationsPerAccount tokens that one account may create
 * @param requestsPerAccount requests with tokens of one account
 * @param refusalsPerClient tokens that are not valid, sent by one client address
 */
@Validated
@ConfigurationProperties("chattycat.tokens")
record TokenProperties(
        @Min(1) @Max(100) int maxPerAccount,
        @Min(1) int maxDays,
        @NotNull Duration keepExpired,
        @NotNull @Valid RateLimit creationsPerAccount,
        @NotNull @Valid RateLimit requestsPerAccount,
        @NotNull @Valid RateLimit refusalsPerClient) {}
