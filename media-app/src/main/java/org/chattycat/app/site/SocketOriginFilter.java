package org.chattycat.app.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chattycat.app.config.PublicUrl;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * WebSockets are opened by pages of this site alone. Browsers send cookies along whoever's page opens the socket, and no
 * CSRF token can go with it, so its Origin decides. Programs that are no browsers send none and have no cookies to steal.
 */
public final class SocketOriginFilter extends OncePerRequestFilter {
    private final PublicUrl publicUrl;
    private final Problems problems;

    public SocketOriginFilter(PublicUrl publicUrl, Problems problems) {
        this.publicUrl = publicUrl;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader("Origin");
        if (request.getHeader("Upgrade") == null || origin == null || isOwn(origin, request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, HttpStatus.FORBIDDEN, "FOREIGN_ORIGIN", "Another site's page may not do this.");
        }
    }

    /** The Host has been checked before, so an origin that equals it is one of ours. */
    private boolean isOwn(String origin, HttpServletRequest request) {
        return origin.equals(publicUrl.base())
                || !publicUrl.isConfigured() && origin.equals("http://" + request.getHeader("Host"));
    }
}
