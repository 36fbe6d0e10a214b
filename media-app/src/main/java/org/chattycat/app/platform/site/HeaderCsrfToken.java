package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/**
 * The CSRF token counts in its header only: a form on another site's page can send a parameter, but no header. The token is not
 * masked against BREACH, because the server sends it in a cookie only and never in a compressed body.
 */
public final class HeaderCsrfToken extends CsrfTokenRequestAttributeHandler {
    /** Responses of the API set the cookie. Pages and assets are cached and must not. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        super.handle(request, response, token);
        if (request.getServletPath().startsWith("/api/")) {
            token.get();
        }
    }

    @Override
    public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        return request.getHeader(token.getHeaderName());
    }
}
