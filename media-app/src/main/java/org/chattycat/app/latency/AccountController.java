package org.chattycat.app.latency;

import java.security.Principal;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.chattycat.app.identity.account.Account;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The account that asks. */
@Controller
class AccountController {
    /** As it is now, not as it was when the session began. */
    @QueryMapping
    CompletableFuture<Account> me(Principal principal, DataLoader<UUID, Account> accounts) {
        return accounts.load(Asker.of(principal).accountId());
    }
}
