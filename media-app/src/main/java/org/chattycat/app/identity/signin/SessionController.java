package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.chattycat.app.identity.account.Operators;
import org.chattycat.app.platform.mail.DevMail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a page who is signed in, and gives it a CSRF token. Pages request this first. */
@RestController
class SessionController {
    private final Operators operators;
    private final DevMail devMail;

    SessionController(Operators operators, DevMail devMail) {
        this.operators = operators;
        this.devMail = devMail;
    }

    @GetMapping("/api/session")
    SessionView session(@AuthenticationPrincipal Object principal, CsrfToken csrfToken, HttpServletRequest request) {
        // Reading the token sets its cookie.
        csrfToken.getToken();
        return SessionView.of(principal, operators, devMail.isOpenTo(request));
    }
}
