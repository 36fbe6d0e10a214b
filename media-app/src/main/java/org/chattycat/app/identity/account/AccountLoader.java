package org.chattycat.app.identity.account;

import java.util.Map;
import java.util.UUID;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** Loads the current account once for all fields of a document. */
@Component
class AccountLoader {
    AccountLoader(Accounts accounts, BatchLoaderRegistry loaders) {
        // All keys are the id of the current account.
        loaders.forTypePair(UUID.class, Account.class)
                .registerMappedBatchLoader((ids, environment) ->
                        accounts.find(ids.iterator().next()).map(account -> Map.of(account.id(), account)));
    }
}
