package org.chattycat.app.identity.profile;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.session.FreshSignIn;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.limits.RateLimits;
import org.chattycat.app.platform.mail.Email;
import org.chattycat.app.platform.mail.MailQueue;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Another e-mail address: confirmed from the new one, told to the old one. */
@RestController
class EmailChangeController {
    private final EmailChanges changes;
    private final Accounts accounts;
    private final FreshSignIn fresh;
    private final Blocking blocking;
    private final RateLimits limits;
    private final ProfileProperties properties;
    private final PublicUrl publicUrl;
    private final MailQueue mailQueue;
    private final AuditLog audit;

    EmailChangeController(
            EmailChanges changes,
            Accounts accounts,
            FreshSignIn fresh,
            Blocking blocking,
            RateLimits limits,
            ProfileProperties properties,
            PublicUrl publicUrl,
            MailQueue mailQueue,
            AuditLog audit) {
        this.changes = changes;
        this.accounts = accounts;
        this.fresh = fresh;
        this.blocking = blocking;
        this.limits = limits;
        this.properties = properties;
        this.publicUrl = publicUrl;
        this.mailQueue = mailQueue;
        this.audit = audit;
    }

    record NewEmail(String email) {}

    record Confirmation(String token) {}

    @PostMapping("/api/account/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void ask(
            @RequestBody NewEmail body, @AuthenticationPrincipal AccountPrincipal account, HttpServletRequest request) {
        EmailAddress email;
        try {
            email = EmailAddress.parse(body.email());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "BAD_EMAIL", e.getMessage());
        }
        fresh.require(request);
        limits.take("email-change:account:" + account.accountId(), properties.emailChanges());
        String token = changes.ask(account.accountId(), email, properties.emailChangeLifetime());
        String address = publicUrl.at("/account#email-token=" + token);
        Email message = ProfileEmails.confirm(email.value(), address);
        if (!mailQueue.accept(message.requestedBy(account.accountId().toString()))) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "MAIL_BUSY",
                    "No mail can be sent right now. Try again in a minute.");
        }
        audit.add(AuditKind.EMAIL_CHANGE_ASKED, account.accountId(), request, null);
    }

    /** The answer tells whether the address is taken: by now the asker has proved to own it. */
    @PostMapping("/api/account/email/confirm")
    Map<String, String> confirm(
            @RequestBody Confirmation body,
            @AuthenticationPrincipal AccountPrincipal account,
            HttpServletRequest request) {
        EmailAddress email = changes.take(account.accountId(), body.token() == null ? "" : body.token())
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.BAD_REQUEST,
                        "LINK_INVALID",
                        "This link was used already, is too old, or belongs to another account."));
        try {
            blocking.one(accounts.changeEmail(account.accountId(), email));
        } catch (DataIntegrityViolationException e) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "EMAIL_TAKEN", "Another account of yours has this address. Delete it first.");
        }
        mailQueue.accept(ProfileEmails.changed(account.email(), email.value())
                .requestedBy(account.accountId().toString()));
        audit.add(AuditKind.EMAIL_CHANGED, account.accountId(), request, null);
        return Map.of("email", email.value());
    }
}
