package org.chattycat.app.identity.passkey;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.Account;
import org.chattycat.app.identity.account.AccountEmails;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.platform.mail.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The passkeys of accounts. */
@Component
public class Passkeys implements PersonalData {
    private final PasskeyRepository passkeys;
    private final UserHandleRepository userHandles;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Clock clock;

    Passkeys(
            PasskeyRepository passkeys,
            UserHandleRepository userHandles,
            Accounts accounts,
            Outbox outbox,
            Clock clock) {
        this.passkeys = passkeys;
        this.userHandles = userHandles;
        this.accounts = accounts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** How many passkeys an account has. */
    public Mono<Long> count(UUID accountId) {
        return passkeys.countByAccountId(accountId);
    }

    /** Oldest first. */
    Flux<PasskeyView> list(UUID accountId) {
        return passkeys.findViews(accountId);
    }

    /** @return false when the account has no such passkey */
    Mono<Boolean> rename(UUID accountId, UUID id, String name) {
        return passkeys.rename(accountId, id, name);
    }

    /** @return false when the account has no such passkey */
    Mono<Boolean> delete(UUID accountId, UUID id) {
        return passkeys.delete(accountId, id);
    }

    /** The bytes by which authenticators identify an account. */
    Mono<byte[]> userHandle(UUID accountId) {
        return userHandles.findById(accountId).map(UserHandle::userHandle);
    }

    /**
     * Records a sign-in.
     *
     * @param backedUp what the authenticator reports now; it may change during the life of a passkey
     */
    Mono<Void> recordUse(byte[] credentialId, boolean backedUp) {
        return passkeys.recordUse(credentialId, backedUp, clock.instant()).then();
    }

    /**
     * Marks a passkey as cloned, so that it cannot sign in again, and tells its owner. Returns its account, or empty when it was
     * marked before.
     */
    @Transactional
    Mono<Account> markCloned(byte[] credentialId) {
        return passkeys.markCloned(credentialId, clock.instant())
                .flatMap(accounts::find)
                .flatMap(owner -> outbox.add(
                                AccountEmails.passkeyCloned(owner.email()).about(owner.id()))
                        .thenReturn(owner));
    }

    @Override
    public String name() {
        return "passkeys";
    }

    /** Without ids and keys. */
    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return list(accountId).map(passkey -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", passkey.name());
            row.put("createdAt", passkey.createdAt());
            row.put("lastUsedAt", passkey.lastUsedAt());
            row.put("backedUp", passkey.backedUp());
            row.put("cloned", passkey.cloned());
            return row;
        });
    }
}
