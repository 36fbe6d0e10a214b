package org.chattycat.app.signin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.limits.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of sign-in links.
 *
 * @param linkLifetime how long a link may be used
 * @param codeAttempts wrong codes before a link is dead
 * @param linksPerEmail links to one address
 * @param linksPerClient links asked for by one client address
 * @param linksOverall links altogether
 * @param attemptsPerClient tries to sign in by one client address
 */
@Validated
@ConfigurationProperties("chattycat.sign-in")
public record SignInProperties(
        @NotNull Duration linkLifetime,
        @Min(1) @Max(10) int codeAttempts,
        @NotNull @Valid RateLimit linksPerEmail,
        @NotNull @Valid RateLimit linksPerClient,
        @NotNull @Valid RateLimit linksOverall,
        @NotNull @Valid RateLimit attemptsPerClient) {}
