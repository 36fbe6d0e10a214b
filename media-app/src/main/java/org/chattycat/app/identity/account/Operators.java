package org.chattycat.app.identity.account;

import java.security.Principal;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The operators of this installation: accounts whose address is configured. Every account has proved to read the mail of its
 * address, and a new address counts from its confirmation on.
 */
@Component
@EnableConfigurationProperties(OperatorProperties.class)
public class Operators {
    private final Set<String> addresses;
    private final Accounts accounts;

    Operators(OperatorProperties properties, Accounts accounts) {
        this.addresses = Set.copyOf(properties.operators());
        this.accounts = accounts;
    }

    /** Whether an account is one, as it was read last. */
    public boolean include(AccountPrincipal account) {
        return addresses.contains(account.email());
    }

    /**
     * Empty for an operator who is signed in. Reads the account, because a socket keeps the address that the account had when it
     * was opened.
     *
     * <p>Fails with {@link OperatorOnlyException} for other accounts.
     *
     * @throws TokenScopeException for access tokens, which never act for an operator
     */
    public Mono<Void> require(Principal principal) {
        return accounts.find(CurrentAccount.of(principal).accountId())
                .map(Account::principal)
                .filter(this::include)
                .switchIfEmpty(Mono.error(OperatorOnlyException::new))
                .then();
    }
}
