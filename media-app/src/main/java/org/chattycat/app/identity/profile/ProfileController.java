package org.chattycat.app.identity.profile;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.DisplayName;
import org.chattycat.app.identity.account.Inputs;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.passkey.Passkeys;
import org.chattycat.app.platform.database.Blocking;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows an account to its owner, and changes its name. */
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
        return blocking.one(profile(principal.accountId()));
    }

    @PatchMapping("/api/account")
    ProfileView change(
            @RequestBody Change change,
            @AuthenticationPrincipal AccountPrincipal principal,
            HttpServletRequest request) {
        UUID id = principal.accountId();
        DisplayName name = Inputs.displayName(change.displayName());
        ProfileView renamed = blocking.one(accounts.rename(id, name).then(profile(id)));
        audit.add(AuditKind.DISPLAY_NAME_CHANGED, id, request, null);
        return renamed;
    }

    @PostMapping("/api/account/passkey-offer/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void skipPasskeyOffer(@AuthenticationPrincipal AccountPrincipal principal) {
        blocking.one(accounts.skipPasskeyOffer(principal.accountId()));
    }

    private Mono<ProfileView> profile(UUID accountId) {
        Instant skippedBefore = clock.instant().minus(properties.passkeyOfferPause());
        Mono<Boolean> offer = passkeys.count(accountId)
                .flatMap(count ->
                        count > 0 ? Mono.just(false) : accounts.passkeyOfferSkippedBefore(accountId, skippedBefore));
        return accounts.find(accountId)
                .zipWhen(
                        account -> offer,
                        (account, offered) -> new ProfileView(
                                account.id(), account.email(), account.displayName(), account.createdAt(), offered));
    }
}
