package org.chattycat.app.platform.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses long bodies before anything reads them: nothing people send here is long. */
public final class RequestSizeFilter extends OncePerRequestFilter {
    /** GraphQL documents are the longest; an attestation with a certificate chain has some 10 kB. */
    private static final long MAX_BYTES = 64 * 1024;

    private final Problems problems;

    public RequestSizeFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader("Transfer-Encoding") != null) {
            problems.write(response, HttpStatus.LENGTH_REQUIRED, "LENGTH_REQUIRED", "Say how long the content is.");
        } else if (request.getContentLengthLong() > MAX_BYTES) {
            problems.write(response, HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", "This is more than 64 kB.");
        } else {
            chain.doFilter(request, response);
        }
    }
}
