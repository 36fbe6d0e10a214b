package org.chattycat.app.identity.account;

import java.security.Principal;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The GraphQL query for the current account. */
@Controller
class AccountController {
    /** Reads the account from the database: the principal holds it as it was at the sign-in. */
    @QueryMapping
    CompletableFuture<Account> me(Principal principal, DataLoader<UUID, Account> accounts) {
        return accounts.load(Grant.of(principal).wholeAccount());
    }
}
