package org.chattycat.app.identity.profile;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.chattycat.app.identity.account.Account;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.DisplayName;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.passkey.Passkeys;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The account itself: shown, and renamed. */
@RestController
@EnableConfigurationProperties(ProfileProperties.class)
class ProfileController {
    private final Accounts accounts;
    private final Passkeys passkeys;
    private final Blocking blocking;
    private final AuditLog audit;
    private final ProfileProperties properties;
    private final Clock clock;

    ProfileController(
            Accounts accounts,
            Passkeys passkeys,
            Blocking blocking,
            AuditLog audit,
            ProfileProperties properties,
            Clock clock) {
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.blocking = blocking;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    record Change(String displayName) {}

    @GetMapping("/api/account")
    ProfileView show(@AuthenticationPrincipal AccountPrincipal principal) {
        Account account = blocking.one(accounts.find(principal.accountId()));
        Instant before = clock.instant().minus(properties.passkeyOfferPause());
        boolean offer = blocking.one(passkeys.count(account.id())) == 0
                && Boolean.TRUE.equals(blocking.one(accounts.mayOfferPasskey(account.id(), before)));
        return new ProfileView(account.id(), account.email(), account.displayName(), account.createdAt(), offer);
    }

    @PatchMapping("/api/account")
    ProfileView change(
            @RequestBody Change change,
            @AuthenticationPrincipal AccountPrincipal principal,
            HttpServletRequest request) {
        DisplayName name;
        try {
            name = new DisplayName(change.displayName());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "BAD_NAME", e.getMessage());
        }
        blocking.one(accounts.rename(principal.accountId(), name));
        audit.add(AuditKind.DISPLAY_NAME_CHANGED, principal.accountId(), request, null);
        return show(principal);
    }

    @PostMapping("/api/account/passkey-offer/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void skipPasskeyOffer(@AuthenticationPrincipal AccountPrincipal principal) {
        blocking.one(accounts.passkeyOfferSkipped(principal.accountId()));
    }
}
