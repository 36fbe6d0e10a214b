package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Bearer tokens in the header {@code Authorization} (RFC 6750, section 2.1). */
public final class BearerHeader {
    private static final String SCHEME = "Bearer";

    private BearerHeader() {}

    /** Whether a request is identified by a bearer token, valid or not. */
    public static boolean isIn(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && isBearer(authorization.strip());
    }

    /**
     * The token.
     *
     * @param authorization the value of the header; null when it is missing
     * @return empty when there is none
     */
    public static String token(String authorization) {
        String credentials = authorization == null ? "" : authorization.strip();
        return isBearer(credentials) ? credentials.substring(SCHEME.length()).strip() : "";
    }

    private static boolean isBearer(String credentials) {
        return credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (credentials.length() == SCHEME.length()
                        || Character.isWhitespace(credentials.charAt(SCHEME.length())));
    }
}
