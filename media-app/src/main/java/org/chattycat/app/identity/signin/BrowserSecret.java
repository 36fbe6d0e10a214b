package org.chattycat.app.identity.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.mail.RequestingBrowser;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** A cookie that tells, when a link is opened, that this browser asked for it. */
@Component
class BrowserSecret implements RequestingBrowser {
    private static final String NAME = "chattycat-link";
    private static final int LENGTH = 43;

    private final PublicUrl publicUrl;
    private final SignInProperties properties;

    BrowserSecret(PublicUrl publicUrl, SignInProperties properties) {
        this.publicUrl = publicUrl;
        this.properties = properties;
    }

    /** The browser's secret, empty where it has none. */
    @Override
    public String of(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name());
        return cookie == null || cookie.getValue().length() != LENGTH ? "" : cookie.getValue();
    }

    /** The browser's secret, made where it has none: several links may be under way in one browser. */
    String ensure(HttpServletRequest request, HttpServletResponse response) {
        String known = of(request);
        String secret = known.isEmpty() ? Secrets.random() : known;
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(secret, properties.linkLifetime()));
        return secret;
    }

    void forget(HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
    }

    private String name() {
        return publicUrl.secure() ? "__Host-" + NAME : NAME;
    }

    private String cookie(String value, Duration lifetime) {
        return ResponseCookie.from(name(), value)
                .httpOnly(true)
                .secure(publicUrl.secure())
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build()
                .toString();
    }
}
