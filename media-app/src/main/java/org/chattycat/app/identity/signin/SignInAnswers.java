package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.Operators;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.session.AccountSessions;
import org.chattycat.app.platform.mail.DevMail;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** Completes a successful sign-in, by link or by passkey. */
@Component
public class SignInAnswers {
    private final AccountSessions sessions;
    private final KnownBrowsers browsers;
    private final AuditLog audit;
    private final Operators operators;
    private final DevMail devMail;
    private final ObjectMapper json;

    SignInAnswers(
            AccountSessions sessions,
            KnownBrowsers browsers,
            AuditLog audit,
            Operators operators,
            DevMail devMail,
            ObjectMapper json) {
        this.sessions = sessions;
        this.browsers = browsers;
        this.audit = audit;
        this.operators = operators;
        this.devMail = devMail;
        this.json = json;
    }

    /** Stores the sign-in in the session, the known browsers and the audit log, and responds with who is signed in. */
    public void signedIn(
            AuditKind how, HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        AccountPrincipal principal = (AccountPrincipal) authentication.getPrincipal();
        sessions.signedIn(request);
        browsers.remember(principal, request, response);
        audit.add(how, principal.accountId(), request, null);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        json.writeValue(response.getOutputStream(), SessionView.of(principal, operators, devMail.isOpenTo(request)));
    }
}
