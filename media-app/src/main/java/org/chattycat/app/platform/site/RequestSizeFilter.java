package org.chattycat.app.platform.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses long bodies before anything reads them. All valid requests are short, except uploads, whose receiver limits them. */
public final class RequestSizeFilter extends OncePerRequestFilter {
    /** GraphQL documents are the longest. An attestation with a certificate chain has about 10 kB. */
    private static final long MAX_BYTES = 64 * 1024;

    /** The only path that takes files. */
    private static final String UPLOADS = "/lab/jobs";

    private final Problems problems;

    public RequestSizeFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (StreamedUploads.isOne(request)) {
            chain.doFilter(request, response);
        } else if (request.getHeader("Transfer-Encoding") != null) {
            problems.write(
                    response, HttpStatus.LENGTH_REQUIRED, "LENGTH_REQUIRED", "The header Content-Length is required.");
        } else if (request.getContentLengthLong() > MAX_BYTES && !isUpload(request)) {
            problems.write(response, HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", "The content is longer than 64 kB.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isUpload(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getServletPath().equals(UPLOADS);
    }
}
