package org.chattycat.app.identity.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds and changes accounts. */
@Component
public class Accounts {
    private static final int USER_HANDLE_BYTES = 32;

    private final AccountRepository accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Accounts(AccountRepository accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    public Mono<Account> find(UUID id) {
        return accounts.findById(id);
    }

    /** The account of an email address whose owner has just proved to read its mail. The first sign-in creates it. */
    public Mono<Account> signIn(EmailAddress email) {
        byte[] userHandle = new byte[USER_HANDLE_BYTES];
        random.nextBytes(userHandle);
        return accounts.signIn(email.value(), email.suggestedDisplayName().value(), userHandle, clock.instant());
    }

    /** @return false when there is no such account */
    public Mono<Boolean> rename(UUID id, DisplayName name) {
        return accounts.setDisplayName(id, name.value());
    }

    /** Fails with a {@code DataIntegrityViolationException} when another account has the address. */
    public Mono<Void> changeEmail(UUID id, EmailAddress email) {
        return accounts.setEmail(id, email.value()).then();
    }

    /** Deletes the account and all rows that reference it as their owner. */
    public Mono<Void> delete(UUID id) {
        return accounts.deleteById(id);
    }

    /** Whether the offer to add a passkey was never skipped, or was last skipped before a time. */
    public Mono<Boolean> passkeyOfferSkippedBefore(UUID id, Instant time) {
        return accounts.passkeyOfferSkippedBefore(id, time);
    }

    public Mono<Void> skipPasskeyOffer(UUID id) {
        return accounts.skipPasskeyOffer(id, clock.instant()).then();
    }
}
