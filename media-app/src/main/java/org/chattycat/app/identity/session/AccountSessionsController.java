package org.chattycat.app.identity.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The list of sessions on the account page. */
@RestController
@RequestMapping("/api/account/sessions")
class AccountSessionsController {
    private final AccountSessions sessions;
    private final AuditLog audit;

    AccountSessionsController(AccountSessions sessions, AuditLog audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    @GetMapping
    List<SignedInSession> list(@AuthenticationPrincipal AccountPrincipal principal, HttpServletRequest request) {
        return sessions.of(principal.accountId(), request.getSession().getId());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, @AuthenticationPrincipal AccountPrincipal principal, HttpServletRequest request) {
        if (!sessions.end(principal.accountId(), id)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "NO_SESSION", "This session has already ended.");
        }
        audit.add(AuditKind.SESSIONS_ENDED, principal.accountId(), request, "1");
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(@AuthenticationPrincipal AccountPrincipal principal, HttpServletRequest request) {
        int ended =
                sessions.endOthers(principal.accountId(), request.getSession().getId());
        audit.add(AuditKind.SESSIONS_ENDED, principal.accountId(), request, Integer.toString(ended));
    }
}
