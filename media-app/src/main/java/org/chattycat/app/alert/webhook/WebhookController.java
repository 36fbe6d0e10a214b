package org.chattycat.app.alert.webhook;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists, creates, tests and deletes the webhooks of the account that is signed in. A token can do none of these. */
@Controller
class WebhookController {
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Targets targets;
    private final AuditLog audit;
    private final Outbox outbox;
    private final TransactionalOperator transactions;
    private final LocalRateLimits creations;
    private final LocalRateLimits tests;

    WebhookController(
            Webhooks webhooks,
            Deliveries deliveries,
            Targets targets,
            WebhookProperties properties,
            AuditLog audit,
            Outbox outbox,
            TransactionalOperator transactions) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.targets = targets;
        this.audit = audit;
        this.outbox = outbox;
        this.transactions = transactions;
        this.creations = new LocalRateLimits(properties.creationsPerAccount(), System::nanoTime);
        this.tests = new LocalRateLimits(properties.testsPerAccount(), System::nanoTime);
    }

    @SchemaMapping
    Flux<Webhook> webhooks(Account account, Principal principal) {
        return webhooks.list(CurrentAccount.of(principal).accountId());
    }

    /** Only the fields above lead to webhooks, and they have checked whose they are. */
    @BatchMapping
    Mono<Map<Webhook, List<WebhookDelivery>>> deliveries(List<Webhook> webhooks) {
        return deliveries
                .newest(webhooks.stream().map(Webhook::id).toList())
                .collect(Collectors.groupingBy(WebhookDelivery::webhookId))
                .map(found -> webhooks.stream()
                        .collect(Collectors.toMap(
                                Function.identity(), webhook -> found.getOrDefault(webhook.id(), List.of()))));
    }

    @MutationMapping
    Mono<Webhooks.Created> createWebhook(@Argument String url, Principal principal, @ContextValue Client client) {
        AccountPrincipal account = CurrentAccount.of(principal);
        UUID id = account.accountId();
        URI target = targets.read(url);
        takeOne(creations, id);
        Mono<Webhooks.Created> create = webhooks.create(id, target)
                .flatMap(created -> outbox.add(AccountEmails.webhookCreated(account.email(), target.toString())
                                .about(id))
                        .thenReturn(created));
        return transactions.transactional(create).flatMap(created -> audit.note(
                        AuditKind.WEBHOOK_CREATED, id, client, target.getHost())
                .thenReturn(created));
    }

    @MutationMapping
    Mono<Webhook> deleteWebhook(@Argument String id, Principal principal, @ContextValue Client client) {
        UUID accountId = CurrentAccount.of(principal).accountId();
        return webhooks.delete(accountId, Ids.read(id, "id"))
                .switchIfEmpty(Mono.error(
                        () -> new InvalidArgumentException("NOT_FOUND", "This webhook has been deleted already.")))
                .flatMap(webhook -> audit.note(
                                AuditKind.WEBHOOK_DELETED,
                                accountId,
                                client,
                                URI.create(webhook.url()).getHost())
                        .thenReturn(webhook));
    }

    @MutationMapping
    Mono<WebhookDelivery> testWebhook(@Argument String id, Principal principal) {
        UUID accountId = CurrentAccount.of(principal).accountId();
        UUID webhookId = Ids.read(id, "id");
        return webhooks.find(accountId, webhookId)
                .switchIfEmpty(Mono.error(() -> new InvalidArgumentException("NOT_FOUND", "There is no such webhook.")))
                .doOnNext(webhook -> takeOne(tests, accountId))
                .flatMap(webhook -> deliveries.put(webhookId, null, "test", Map.of("text", "This is a test.")))
                .switchIfEmpty(Mono.error(() -> new InvalidArgumentException(
                        "LIMIT_REACHED", "Too many messages wait for this webhook. Try again later.")));
    }

    private static void takeOne(LocalRateLimits limits, UUID accountId) {
        try {
            limits.take(accountId.toString(), 1);
        } catch (RateLimitedException e) {
            throw new InvalidArgumentException("LIMIT_REACHED", e.sentence());
        }
    }
}
