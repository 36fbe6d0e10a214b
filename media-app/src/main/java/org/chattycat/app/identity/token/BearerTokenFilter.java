package org.chattycat.app.identity.token;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.site.BearerHeader;
import org.chattycat.app.platform.site.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Identifies requests by access tokens (RFC 6750), on the few paths that allow them. On all others a token is refused before it
 * is looked up, so that a token can change neither the account nor its credentials.
 */
public final class BearerTokenFilter extends OncePerRequestFilter {
    /** The challenge of RFC 6750, section 3. */
    public static final String CHALLENGE = "Bearer realm=\"Chatty Cat\"";

    private final SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
    private final BearerLogin login;
    private final RequestMatcher allowed;
    private final Blocking blocking;
    private final Problems problems;

    /** @param allowed the requests that may be identified by a token */
    public BearerTokenFilter(BearerLogin login, RequestMatcher allowed, Blocking blocking, Problems problems) {
        this.login = login;
        this.allowed = allowed;
        this.blocking = blocking;
        this.problems = problems;
    }

    /** Skips pages and assets, which are the same for everybody. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return !BearerHeader.isIn(request)
                || !path.startsWith("/api/") && !path.startsWith("/graphql") && !path.startsWith("/call");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!allowed.matches(request)) {
            refuse(response, HttpStatus.FORBIDDEN, "insufficient_scope", "TOKEN_SCOPE", sentenceFor(request));
            return;
        }
        Authentication authentication;
        try {
            authentication =
                    blocking.one(login.authenticate(request.getHeader(HttpHeaders.AUTHORIZATION), Client.of(request)));
        } catch (InvalidTokenException e) {
            refuse(response, HttpStatus.UNAUTHORIZED, "invalid_token", "TOKEN_INVALID", e.getMessage());
            return;
        } catch (RateLimitedException e) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfterSeconds()));
            problems.write(response, HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY", e.sentence());
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        // Asynchronous dispatches pass Spring Security again, but not this filter.
        contexts.saveContext(context, request, response);
        chain.doFilter(request, response);
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String error, String code, String sentence)
            throws IOException {
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                CHALLENGE + ", error=\"" + error + "\", error_description=\"" + sentence + "\"");
        problems.write(response, status, code, sentence);
    }

    private static String sentenceFor(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.UPGRADE) == null
                ? "This is not possible with an access token. Sign in on the page."
                : "On a WebSocket, send the access token in the payload of connection_init.";
    }
}
