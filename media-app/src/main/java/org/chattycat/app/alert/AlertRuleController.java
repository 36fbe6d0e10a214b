package org.chattycat.app.alert;

import java.security.Principal;
import java.util.UUID;
import org.chattycat.app.identity.account.Account;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists, creates and deletes alert rules of the account that is signed in. A token can do none of these. */
@Controller
class AlertRuleController {
    private final AlertRules rules;
    private final AuditLog audit;
    private final LocalRateLimits creations;

    AlertRuleController(AlertRules rules, AlertProperties properties, AuditLog audit) {
        this.rules = rules;
        this.audit = audit;
        this.creations = new LocalRateLimits(properties.creationsPerAccount(), System::nanoTime);
    }

    @SchemaMapping
    Flux<AlertRule> alertRules(Account account, Principal principal) {
        return rules.list(CurrentAccount.of(principal).accountId());
    }

    @MutationMapping
    Mono<AlertRule> createAlertRule(@Argument NewAlertRule rule, Principal principal, @ContextValue Client client) {
        UUID accountId = CurrentAccount.of(principal).accountId();
        rule.check();
        try {
            creations.take(accountId.toString(), 1);
        } catch (RateLimitedException e) {
            throw new InvalidArgumentException("LIMIT_REACHED", e.sentence());
        }
        return rules.add(accountId, rule)
                .flatMap(added -> audit.note(AuditKind.ALERT_RULE_CREATED, accountId, client, added.text())
                        .thenReturn(added));
    }

    @MutationMapping
    Mono<UUID> deleteAlertRule(@Argument String id, Principal principal, @ContextValue Client client) {
        UUID accountId = CurrentAccount.of(principal).accountId();
        return rules.delete(accountId, Ids.read(id, "id"))
                .switchIfEmpty(Mono.error(
                        () -> new InvalidArgumentException("NOT_FOUND", "This alert rule has been deleted already.")))
                .flatMap(deleted -> audit.note(AuditKind.ALERT_RULE_DELETED, accountId, client, null)
                        .thenReturn(deleted));
    }
}
