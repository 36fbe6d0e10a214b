package org.chattycat.app.identity.profile;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.account.Inputs;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.session.RecentSignIn;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.limits.RateLimits;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changes the email address of an account. A link to the new address confirms it, and the old address is notified. */
@RestController
class EmailChangeController {
    private final EmailChanges changes;
    private final RecentSignIn recentSignIn;
    private final Blocking blocking;
    private final RateLimits limits;
    private final ProfileProperties properties;
    private final AuditLog audit;

    EmailChangeController(
            EmailChanges changes,
            RecentSignIn recentSignIn,
            Blocking blocking,
            RateLimits limits,
            ProfileProperties properties,
            AuditLog audit) {
        this.changes = changes;
        this.recentSignIn = recentSignIn;
        this.blocking = blocking;
        this.limits = limits;
        this.properties = properties;
        this.audit = audit;
    }

    record NewEmail(String email) {}

    record Confirmation(String token) {}

    /** @param emailId by which the page asks what became of the email */
    record EmailRequested(UUID emailId) {}

    /** The answer is the same whether another account has the address or not. */
    @PostMapping("/api/account/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    EmailRequested request(
            @RequestBody NewEmail body, @AuthenticationPrincipal AccountPrincipal account, HttpServletRequest request) {
        EmailAddress email = Inputs.email(body.email());
        recentSignIn.require(request);
        UUID id = account.accountId();
        limits.take("email-change:account:" + id, properties.emailChanges());
        UUID emailId = blocking.one(changes.request(id, email, properties.emailChangeLifetime()));
        audit.add(AuditKind.EMAIL_CHANGE_ASKED, id, request, null);
        return new EmailRequested(emailId);
    }

    /** The answer reveals whether the address is taken, because the caller has proved to own it. */
    @PostMapping("/api/account/email/confirm")
    Map<String, String> confirm(
            @RequestBody Confirmation body,
            @AuthenticationPrincipal AccountPrincipal account,
            HttpServletRequest request) {
        UUID id = account.accountId();
        EmailAddress email;
        try {
            email = blocking.one(changes.confirm(id, account.email(), body.token() == null ? "" : body.token()));
        } catch (DataIntegrityViolationException e) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "EMAIL_TAKEN",
                    "Another account has this address. Delete that account first, then open the link again.");
        }
        if (email == null) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "LINK_INVALID",
                    "This link has been used, has expired, or belongs to another account.");
        }
        audit.add(AuditKind.EMAIL_CHANGED, id, request, null);
        return Map.of("email", email.value());
    }
}
