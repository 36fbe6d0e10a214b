package org.chattycat.app.platform.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Responds with 503 {@code DATABASE_AWAY} while the database is unavailable. It runs before Spring Session and all other filters
 * that use the database, because their errors would result in the container's HTML error page. The page itself is still served.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class DatabaseAwayFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(DatabaseAwayFilter.class);

    private final DatabaseState state;
    private final Problems problems;

    DatabaseAwayFilter(DatabaseState state, Problems problems) {
        this.state = state;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean away = state.isAway();
        if (away && usesDatabase(request)) {
            problems.writeDatabaseAway(request, response);
            return;
        }
        try {
            chain.doFilter(away ? new WithoutCookies(request) : request, response);
        } catch (ServletException | RuntimeException e) {
            if (!DatabaseFailure.isOutage(e) || response.isCommitted()) {
                throw e;
            }
            log.debug("{} {} failed without a database", request.getMethod(), request.getRequestURI(), e);
            response.reset();
            problems.writeDatabaseAway(request, response);
        }
    }

    /** Hides the session, which Spring MVC would load. Paths that do not use the database are the same for everybody. */
    private static final class WithoutCookies extends HttpServletRequestWrapper {
        WithoutCookies(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Cookie[] getCookies() {
            return null;
        }
    }

    private static boolean usesDatabase(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/")
                || path.equals("/graphql")
                || path.equals("/call")
                || path.startsWith("/clock/")
                || path.startsWith("/lab/jobs");
    }
}
