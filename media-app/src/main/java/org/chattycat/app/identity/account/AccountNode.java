package org.chattycat.app.identity.account;

import java.security.Principal;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the current account by its id, and no other one. */
@Component
class AccountNode implements NodeKind {
    private final Accounts accounts;

    AccountNode(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String table() {
        return "account";
    }

    @Override
    public Mono<Account> find(UUID id, Principal principal) {
        Grant grant = Grant.of(principal);
        return id.equals(grant.accountId()) ? accounts.find(grant.wholeAccount()) : Mono.empty();
    }
}
