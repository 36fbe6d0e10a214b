package org.chattycat.app.identity.profile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.identity.account.Account;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.session.AccountSessions;
import org.chattycat.app.identity.session.RecentSignIn;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectMapper;

/** Lets people download everything that is stored about their account, and delete it. */
@RestController
class AccountDataController {
    /** Rows that are fetched before they can be written, so that a long history is never in memory as a whole. */
    private static final int FETCHED_AHEAD = 256;

    private final Accounts accounts;
    private final List<PersonalData> parts;
    private final AccountDeletion deletion;
    private final AccountSessions sessions;
    private final RecentSignIn recentSignIn;
    private final Blocking blocking;
    private final AuditLog audit;
    private final ObjectMapper json;

    AccountDataController(
            Accounts accounts,
            List<PersonalData> parts,
            AccountDeletion deletion,
            AccountSessions sessions,
            RecentSignIn recentSignIn,
            Blocking blocking,
            AuditLog audit,
            ObjectMapper json) {
        this.accounts = accounts;
        this.parts = parts;
        this.deletion = deletion;
        this.sessions = sessions;
        this.recentSignIn = recentSignIn;
        this.blocking = blocking;
        this.audit = audit;
        this.json = json;
    }

    record Deletion(String email) {}

    @GetMapping("/api/account/data")
    void download(
            @AuthenticationPrincipal AccountPrincipal principal,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        UUID id = principal.accountId();
        Account account = blocking.one(accounts.find(id));
        audit.add(AuditKind.DATA_DOWNLOADED, id, request, null);
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"chatty-cat.json\"");
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writePOJOProperty("account", account);
            out.writePOJOProperty(
                    "sessions", sessions.of(id, request.getSession().getId()));
            for (PersonalData part : parts) {
                out.writeArrayPropertyStart(part.name());
                part.of(id).toIterable(FETCHED_AHEAD).forEach(out::writePOJO);
                out.writeEndArray();
            }
            out.writeEndObject();
        }
    }

    /** The owner has to type the email address, so that nobody deletes an account by accident. */
    @DeleteMapping("/api/account")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @RequestBody Deletion body, @AuthenticationPrincipal AccountPrincipal account, HttpServletRequest request) {
        if (body.email() == null || !body.email().strip().equalsIgnoreCase(account.email())) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "NOT_CONFIRMED", "Type your email address to delete the account.");
        }
        recentSignIn.require(request);
        UUID id = account.accountId();
        blocking.one(deletion.delete(id, account.email()));
        audit.add(AuditKind.ACCOUNT_DELETED, id, request, null);
        sessions.endOthers(id, null);
    }
}
