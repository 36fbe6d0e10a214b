package org.chattycat.app.identity.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Which requests can be identified by an access token or a shared link. */
final class TokenRequests {
    private static final String GRAPHQL = "/graphql";
    private static final Pattern FILES =
            Pattern.compile("/api/meetings/[^/]+/samples\\.(csv|jsonl)|/api/recordings/[^/]+");

    private TokenRequests() {}

    /** Queries and mutations over HTTP, the export of samples, and recordings. */
    static boolean areAllowed(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getServletPath().equals(GRAPHQL)
                || Set.of("GET", "HEAD").contains(request.getMethod())
                        && FILES.matcher(request.getServletPath()).matches();
    }

    /** A WebSocket of GraphQL that no session identifies: a bearer token does, in the payload of {@code connection_init}. */
    static boolean isHandshakeWithoutCookies(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && request.getServletPath().equals(GRAPHQL)
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
                && request.getHeader(HttpHeaders.COOKIE) == null;
    }
}
