package org.chattycat.app.identity.guest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Creates the sessions of guests, which are always new and short. */
@Component
class GuestSessions {
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final CookieCsrfTokenRepository csrfTokens;
    private final GuestProperties properties;

    GuestSessions(CookieCsrfTokenRepository csrfTokens, GuestProperties properties) {
        this.csrfTokens = csrfTokens;
        this.properties = properties;
    }

    /**
     * Starts the guest's session in this browser. An earlier session ends, with its sockets: this prevents session fixation, and
     * one browser can be a guest of only one meeting.
     */
    void begin(GuestPrincipal guest, HttpServletRequest request, HttpServletResponse response) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        request.getSession().setMaxInactiveInterval((int) properties.idle().toSeconds());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(guest, null, guest.getAuthorities()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        // As after every sign-in: the page gets a new token with its next request for the session.
        csrfTokens.saveToken(null, request, response);
    }
}
