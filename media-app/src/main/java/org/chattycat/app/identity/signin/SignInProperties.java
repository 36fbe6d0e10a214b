package org.chattycat.app.identity.signin;

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
 * Limits of sign-in links.
 *
 * @param linkLifetime how long a sign-in link is valid
 * @param codeAttempts wrong codes after which a link becomes invalid
 * @param linksPerEmail links to one email address requested by all clients
 * @param linksPerEmailAndClient links to one email address requested by one client address, or by browsers known to its account
 * @param linksPerClient links requested by one client address
 * @param linksOverall links requested by all clients
 * @param attemptsPerClient attempts to sign in by one client address
 * @param knownBrowserLifetime how long a browser is known to an account after a sign-in
 * @param knownBrowsersPerAccount browsers known to an account; the least recently used ones are deleted
 */
@Validated
@ConfigurationProperties("chattycat.sign-in")
public record SignInProperties(
        @NotNull @DurationMin(millis = 1) Duration linkLifetime,
        @Min(1) @Max(10) int codeAttempts,
        @NotNull @Valid RateLimit linksPerEmailAndClient,
        @NotNull @Valid RateLimit linksPerEmail,
        @NotNull @Valid RateLimit linksPerClient,
        @NotNull @Valid RateLimit linksOverall,
        @NotNull @Valid RateLimit attemptsPerClient,
        @NotNull @DurationMin(millis = 1) Duration knownBrowserLifetime,
        @Min(1) int knownBrowsersPerAccount) {}
