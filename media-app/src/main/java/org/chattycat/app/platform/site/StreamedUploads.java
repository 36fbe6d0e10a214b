package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * Where media servers upload recordings. Only the token at the end of the path identifies such a request: it can be used once, so
 * neither the name of the host nor cookies count, and its body may be of any length and take hours.
 */
public final class StreamedUploads {
    /** A token follows. */
    public static final String PATH = "/api/recording-uploads/";

    private static final Set<String> METHODS = Set.of("PUT", "POST");

    private StreamedUploads() {}

    /** Whether a request may be such an upload. */
    public static boolean isOne(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) && request.getRequestURI().startsWith(PATH);
    }
}
