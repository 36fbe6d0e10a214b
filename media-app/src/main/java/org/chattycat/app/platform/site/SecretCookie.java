package org.chattycat.app.platform.site;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.chattycat.app.platform.config.PublicUrl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A cookie that holds a random secret of a browser. No script can read it, and behind TLS its name has the prefix {@code
 * __Host-}.
 */
public final class SecretCookie {
    /** 256 bits in base64url without padding. */
    private static final int VALUE_LENGTH = 43;

    private final String name;
    private final PublicUrl publicUrl;

    /** @param name without prefix */
    public SecretCookie(String name, PublicUrl publicUrl) {
        this.name = name;
        this.publicUrl = publicUrl;
    }

    /** The browser's secret, or an empty string when it has none. */
    public String read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, fullName());
        return cookie == null || cookie.getValue().length() != VALUE_LENGTH ? "" : cookie.getValue();
    }

    /** Sends the cookie. A lifetime of zero deletes it. */
    public void write(String value, Duration lifetime, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(fullName(), value)
                .httpOnly(true)
                .secure(publicUrl.secure())
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private String fullName() {
        return publicUrl.secure() ? "__Host-" + name : name;
    }
}
