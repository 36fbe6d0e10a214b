package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.mail.RequestingBrowser;
import org.chattycat.app.platform.site.SecretCookie;
import org.springframework.stereotype.Component;

/** A cookie that proves, when a sign-in link is opened, that this browser requested the link. */
@Component
class BrowserSecret implements RequestingBrowser {
    private final SecretCookie cookie;
    private final SignInProperties properties;

    BrowserSecret(PublicUrl publicUrl, SignInProperties properties) {
        this.cookie = new SecretCookie("chattycat-link", publicUrl);
        this.properties = properties;
    }

    @Override
    public String of(HttpServletRequest request) {
        return cookie.read(request);
    }

    /** The browser's secret, new or existing: one browser may have requested several links. */
    String ensure(HttpServletRequest request, HttpServletResponse response) {
        String existing = of(request);
        String secret = existing.isEmpty() ? Secrets.random() : existing;
        cookie.write(secret, properties.linkLifetime(), response);
        return secret;
    }

    void forget(HttpServletResponse response) {
        cookie.write("", Duration.ZERO, response);
    }
}
