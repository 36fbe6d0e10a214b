package org.chattycat.app.signin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of sign-in links.
 *
 * @param linkLifetime how long a link may be used
 * @param codeAttempts wrong codes before a link is dead
 */
@Validated
@ConfigurationProperties("chattycat.sign-in")
record SignInProperties(
        @NotNull Duration linkLifetime, @Min(1) @Max(10) int codeAttempts) {}
