package org.chattycat.app.identity.profile;

import java.util.List;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountEmails;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.platform.mail.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes an account with everything that is stored about it. */
@Component
class AccountDeletion {
    private final Accounts accounts;
    private final List<PersonalData> parts;
    private final Outbox outbox;

    AccountDeletion(Accounts accounts, List<PersonalData> parts, Outbox outbox) {
        this.accounts = accounts;
        this.parts = parts;
        this.outbox = outbox;
    }

    /** Deletes everything and tells the owner, or deletes nothing. */
    @Transactional
    Mono<Void> delete(UUID accountId, String email) {
        return Flux.fromIterable(parts)
                .concatMap(part -> part.forget(accountId))
                .then(accounts.delete(accountId))
                .then(outbox.add(AccountEmails.accountDeleted(email)));
    }
}
