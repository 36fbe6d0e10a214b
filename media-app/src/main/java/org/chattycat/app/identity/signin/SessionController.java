package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.chattycat.app.platform.mail.DevMail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first thing a page asks: who am I, and may I have a CSRF token. */
@RestController
class SessionController {
    private final DevMail devMail;

    SessionController(DevMail devMail) {
        this.devMail = devMail;
    }

    @GetMapping("/api/session")
    SessionView session(@AuthenticationPrincipal Object principal, CsrfToken csrfToken, HttpServletRequest request) {
        // Reading the token is what makes its cookie be sent.
        csrfToken.getToken();
        return SessionView.of(principal, devMail.isOpenTo(request));
    }
}
