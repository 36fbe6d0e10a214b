package org.chattycat.app.identity.signin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.limits.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of sign-in links.
 *
 * @param linkLifetime how long a link may be used
 * @param codeAttempts wrong codes before a link is dead
 * @param linksPerEmailAndClient links to one address asked for by one client address, or by browsers known to its account
 * @param linksPerEmail links to one address asked for by all clients
 * @param linksPerClient links asked for by one client address
 * @param linksOverall links altogether
 * @param attemptsPerClient tries to sign in by one client address
 * @param knownBrowserLifetime how long after a sign-in a browser is known to the account
 * @param knownBrowsersPerAccount browsers known to an account; the one that was used least recently is forgotten
 */
@Validated
@ConfigurationProperties("chattycat.sign-in")
public record SignInProperties(
        @NotNull Duration linkLifetime,
        @Min(1) @Max(10) int codeAttempts,
        @NotNull @Valid RateLimit linksPerEmailAndClient,
        @NotNull @Valid RateLimit linksPerEmail,
        @NotNull @Valid RateLimit linksPerClient,
        @NotNull @Valid RateLimit linksOverall,
        @NotNull @Valid RateLimit attemptsPerClient,
        @NotNull Duration knownBrowserLifetime,
        @Min(1) int knownBrowsersPerAccount) {}
