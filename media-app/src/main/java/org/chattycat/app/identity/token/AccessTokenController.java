package org.chattycat.app.identity.token;

import java.security.Principal;
import java.time.Duration;
import java.util.UUID;
import org.chattycat.app.identity.account.Account;
import org.chattycat.app.identity.account.AccountEmails;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.mail.Outbox;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.chattycat.app.platform.text.TypedLine;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists, creates and revokes the tokens of the account that is signed in. A token can do none of these. */
@Controller
class AccessTokenController {
    private static final int MAX_NAME = 60;

    private final AccessTokens tokens;
    private final TokenProperties properties;
    private final AuditLog audit;
    private final Outbox outbox;
    private final TransactionalOperator transactions;
    private final LocalRateLimits creations;

    AccessTokenController(
            AccessTokens tokens,
            TokenProperties properties,
            AuditLog audit,
            Outbox outbox,
            TransactionalOperator transactions) {
        this.tokens = tokens;
        this.properties = properties;
        this.audit = audit;
        this.outbox = outbox;
        this.transactions = transactions;
        this.creations = new LocalRateLimits(properties.creationsPerAccount(), System::nanoTime);
    }

    @SchemaMapping
    Flux<AccessToken> accessTokens(Account account, Principal principal) {
        return tokens.list(CurrentAccount.of(principal).accountId());
    }

    @MutationMapping
    Mono<AccessTokens.Created> createAccessToken(
            @Argument String name,
            @Argument TokenAccess access,
            @Argument int days,
            @Argument String meetingId,
            Principal principal,
            @ContextValue Client client) {
        AccountPrincipal account = CurrentAccount.of(principal);
        UUID id = account.accountId();
        String validName = validName(name);
        if (days < 1 || days > properties.maxDays()) {
            throw new InvalidArgumentException("'days' must be between 1 and %d.".formatted(properties.maxDays()));
        }
        UUID meeting = meetingId == null ? null : Ids.read(meetingId, "meetingId");
        takeOne(id);
        Mono<AccessTokens.Created> create = tokens.create(id, validName, access, meeting, Duration.ofDays(days))
                .flatMap(created -> outbox.add(AccountEmails.tokenCreated(account.email(), validName)
                                .about(id))
                        .thenReturn(created));
        return transactions.transactional(create).flatMap(created -> audit.note(
                        AuditKind.TOKEN_CREATED, id, client, validName)
                .thenReturn(created));
    }

    private void takeOne(UUID accountId) {
        try {
            creations.take(accountId.toString(), 1);
        } catch (RateLimitedException e) {
            throw new InvalidArgumentException("TOO_MANY_TOKENS", e.sentence());
        }
    }

    @MutationMapping
    Mono<AccessToken> revokeAccessToken(@Argument String id, Principal principal, @ContextValue Client client) {
        UUID accountId = CurrentAccount.of(principal).accountId();
        return tokens.revoke(accountId, Ids.read(id, "id"))
                .switchIfEmpty(Mono.error(
                        () -> new InvalidArgumentException("NOT_FOUND", "This access token has been revoked already.")))
                .flatMap(token -> audit.note(AuditKind.TOKEN_REVOKED, accountId, client, token.name())
                        .thenReturn(token));
    }

    private static String validName(String name) {
        try {
            return TypedLine.read(name, "The name of a token", MAX_NAME);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException("BAD_NAME", e.getMessage());
        }
    }
}
