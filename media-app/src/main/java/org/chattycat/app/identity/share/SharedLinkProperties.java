package org.chattycat.app.identity.share;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.chattycat.app.platform.limits.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of shared links.
 *
 * @param maxPerAccount how many shared links an account can have that have not expired
 * @param maxDays the longest validity of a link, in days
 * @param creationsPerAccount links that one account can create
 * @param requestsPerLink requests with one link, on one instance
 * @param refusalsPerClient links that are not valid, sent by one client address to one instance
 */
@Validated
@ConfigurationProperties("chattycat.shared-links")
record SharedLinkProperties(
        @Min(1) @Max(1000) int maxPerAccount,
        @Min(1) int maxDays,
        @NotNull @Valid RateLimit creationsPerAccount,
        @NotNull @Valid RateLimit requestsPerLink,
        @NotNull @Valid RateLimit refusalsPerClient) {}
