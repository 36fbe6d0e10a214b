package org.chattycat.app.platform.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.lan.LanListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that a page of another site caused a browser to send.
 *
 * <ul>
 *   <li>A WebSocket handshake, and a request that carries a cookie and is not GET, HEAD, OPTIONS or TRACE, must come from a
 *       page of this site: its {@code Origin} (RFC 6454) is this site's, and without an {@code Origin} its {@code
 *       Sec-Fetch-Site} must not name another site. Every browser sends at least one of them with such a request. A program
 *       that sends neither still needs the CSRF token.
 *   <li>A request with a bearer token must carry no cookie: it is identified by exactly one of them, so cookies
 *       that a browser adds never count next to a token.
 * </ul>
 */
public final class OriginFilter extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final PublicUrl publicUrl;
    private final Problems problems;

    public OriginFilter(PublicUrl publicUrl, Problems problems) {
        this.publicUrl = publicUrl;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean cookie = request.getHeader(HttpHeaders.COOKIE) != null;
        if (cookie && BearerHeader.isIn(request)) {
            problems.write(
                    response,
                    HttpStatus.BAD_REQUEST,
                    "TWO_CREDENTIALS",
                    "Send either a bearer token or cookies, not both.");
        } else if ((isHandshake(request) || cookie && !SAFE.contains(request.getMethod())) && isForeign(request)) {
            problems.write(response, HttpStatus.FORBIDDEN, "FOREIGN_ORIGIN", "A page of another site cannot do this.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isHandshake(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.UPGRADE) != null;
    }

    private boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            return !isOwn(origin, request);
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !OWN_SITE.contains(site);
    }

    /** The Host header has been checked before, so an origin that equals it is one of this site. */
    private boolean isOwn(String origin, HttpServletRequest request) {
        if (LanListener.isVia(request)) {
            return origin.equals("https://" + request.getHeader(HttpHeaders.HOST));
        }
        return origin.equals(publicUrl.base())
                || !publicUrl.isConfigured() && origin.equals("http://" + request.getHeader(HttpHeaders.HOST));
    }
}
