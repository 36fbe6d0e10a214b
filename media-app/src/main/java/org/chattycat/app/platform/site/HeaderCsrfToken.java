package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/**
 * Accepts the CSRF token in its header only, because a form on another site can send a parameter but no header. The token is not
 * masked against BREACH, because the server sends it only in a cookie and never in a compressed body.
 */
public final class HeaderCsrfToken extends CsrfTokenRequestAttributeHandler {
    /**
     * Sets the cookie in responses of the API only, because pages and assets are cached, and not for bearer tokens, next to which a
     * cookie is refused.
     */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        super.handle(request, response, token);
        if (request.getServletPath().startsWith("/api/") && !BearerHeader.isIn(request)) {
            token.get();
        }
    }

    @Override
    public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        return request.getHeader(token.getHeaderName());
    }
}
