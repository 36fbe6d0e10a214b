package org.chattycat.app.identity.account;

import java.util.Map;
import java.util.UUID;
import org.chattycat.app.platform.mail.Outbox;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The emails that are stored about an account: those to its address, and those about it to another one. */
@Component
class StoredEmails implements PersonalData {
    private final Outbox outbox;
    private final Accounts accounts;

    StoredEmails(Outbox outbox, Accounts accounts) {
        this.outbox = outbox;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "emails";
    }

    /** Without the texts, which may contain secret links. */
    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return accounts.find(accountId).flatMapMany(account -> outbox.of(accountId, account.email()));
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return accounts.find(accountId).flatMap(account -> outbox.forget(accountId, account.email()));
    }
}
