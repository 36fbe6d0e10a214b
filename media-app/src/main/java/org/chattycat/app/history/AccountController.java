package org.chattycat.app.history;

import java.security.Principal;
import org.chattycat.app.account.Account;
import org.chattycat.app.account.Accounts;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The account that asks. */
@Controller
class AccountController {
    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    /** As it is now, not as it was when the session began. */
    @QueryMapping
    Mono<Account> me(Principal principal) {
        return accounts.find(Asker.of(principal).accountId());
    }
}
