package org.chattycat.app.identity.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.chattycat.app.identity.audit.AuditedRateLimits;
import org.chattycat.app.platform.limits.ClientAddress;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.site.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits attempts to sign in. It runs before the filters that handle them. */
public final class AttemptLimitFilter extends OncePerRequestFilter {
    private static final Set<String> PATHS = Set.of("/api/sign-in/confirm", "/api/sign-in/passkey");

    private final AuditedRateLimits limits;
    private final SignInProperties properties;
    private final Problems problems;

    public AttemptLimitFilter(AuditedRateLimits limits, SignInProperties properties, Problems problems) {
        this.limits = limits;
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PATHS.contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            limits.take(
                    "attempt:client:" + ClientAddress.of(request),
                    properties.attemptsPerClient(),
                    "attempts-per-client",
                    request);
        } catch (RateLimitedException e) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfterSeconds()));
            problems.write(response, HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY", e.sentence());
            return;
        }
        chain.doFilter(request, response);
    }
}
