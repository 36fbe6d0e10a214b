package org.chattycat.app.alert;

import io.r2dbc.spi.Readable;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The rules of accounts. They are deleted with their account and with their meeting: the table says so. Each statement checks
 * who asks, so this uses DatabaseClient.
 */
@Component
@EnableConfigurationProperties(AlertProperties.class)
class AlertRules implements PersonalData, NodeKind {
    private static final String COLUMNS = "id, meeting_id, kind, threshold, seconds, by_email, webhook_id, created_at";

    /** Only whoever created a meeting, and only the account's own webhooks. */
    private static final String INSERT = """
            insert into alert_rule (id, account_id, meeting_id, kind, threshold, seconds, by_email, webhook_id)
            select :id, :account, :meeting, :kind, :threshold, :seconds, :email, :webhook
            where (select count(*) from alert_rule where account_id = :account) < :most
            returning\s""" + COLUMNS;

    private final DatabaseClient database;
    private final AlertProperties properties;

    AlertRules(DatabaseClient database, AlertProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** Fails with NOT_FOUND for a meeting that the account did not create, or a webhook of another one; LIMIT_REACHED. */
    Mono<AlertRule> add(UUID accountId, NewAlertRule rule) {
        UUID meeting = rule.meeting();
        UUID webhook = rule.webhook();
        return require(
                        "select from meeting where id = :id and created_by = :account",
                        meeting,
                        accountId,
                        "There is no such meeting, or you did not create it.")
                .then(require(
                        "select from webhook where id = :id and account_id = :account",
                        webhook,
                        accountId,
                        "There is no such webhook."))
                .then(Mono.defer(() -> insert(accountId, rule, meeting, webhook)));
    }

    private Mono<Void> require(String query, UUID id, UUID accountId, String problem) {
        if (id == null) {
            return Mono.empty();
        }
        return database.sql("select exists (" + query + ")")
                .bind("id", id)
                .bind("account", accountId)
                .map(row -> row.get(0, Boolean.class))
                .one()
                .filter(found -> found)
                .switchIfEmpty(Mono.error(() -> new InvalidArgumentException("NOT_FOUND", problem)))
                .then();
    }

    private Mono<AlertRule> insert(UUID accountId, NewAlertRule rule, UUID meeting, UUID webhook) {
        GenericExecuteSpec statement = database.sql(INSERT)
                .bind("id", UUID.randomUUID())
                .bind("account", accountId)
                .bind("kind", rule.kind().name())
                .bind("seconds", rule.seconds())
                .bind("email", rule.byEmail())
                .bind("most", properties.maxRulesPerAccount());
        statement = bind(statement, "meeting", meeting, UUID.class);
        statement = bind(statement, "threshold", rule.threshold(), Double.class);
        statement = bind(statement, "webhook", webhook, UUID.class);
        return statement
                .map(AlertRules::read)
                .one()
                .switchIfEmpty(Mono.error(() -> new InvalidArgumentException(
                        "LIMIT_REACHED",
                        "You can have at most %d alert rules. Delete one first."
                                .formatted(properties.maxRulesPerAccount()))));
    }

    private static <T> GenericExecuteSpec bind(GenericExecuteSpec statement, String name, T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }

    /** All rules of an account, the oldest first. */
    Flux<AlertRule> list(UUID accountId) {
        return database.sql(
                        "select " + COLUMNS + " from alert_rule where account_id = :account order by created_at, id")
                .bind("account", accountId)
                .map(AlertRules::read)
                .all();
    }

    @Override
    public String table() {
        return "alert_rule";
    }

    @Override
    public Mono<AlertRule> find(UUID id, Principal principal) {
        return database.sql("select " + COLUMNS + " from alert_rule where id = :id and account_id = :account")
                .bind("id", id)
                .bind("account", Grant.of(principal).accountId())
                .map(AlertRules::read)
                .one()
                .doOnNext(found -> CurrentAccount.of(principal));
    }

    /** Deletes a rule; its alerts end at the next evaluation. Empty when the account has no such rule. */
    Mono<UUID> delete(UUID accountId, UUID id) {
        return database.sql("delete from alert_rule where id = :id and account_id = :account returning id")
                .bind("id", id)
                .bind("account", accountId)
                .map(row -> row.get("id", UUID.class))
                .one();
    }

    private static AlertRule read(Readable row) {
        return new AlertRule(
                row.get("id", UUID.class),
                row.get("meeting_id", UUID.class),
                AlertKind.valueOf(row.get("kind", String.class)),
                row.get("threshold", Double.class),
                row.get("seconds", Integer.class),
                row.get("by_email", Boolean.class),
                row.get("webhook_id", UUID.class),
                row.get("created_at", Instant.class));
    }

    @Override
    public String name() {
        return "alertRules";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return database.sql("""
                        select 'rule' as what, meeting_id as "meetingId", kind, threshold, seconds, by_email as "byEmail",
                               created_at as at, null::timestamptz as until
                        from alert_rule where account_id = :account
                        union all
                        select 'alert', a.meeting_id, a.kind, a.threshold, a.seconds, a.emailed, a.began_at, a.ended_at
                        from alert a join participant p on p.id = a.participant_id where p.account_id = :account
                        order by at
                        """).bind("account", accountId).fetch().all().map(row -> {
            row.values().removeIf(Objects::isNull);
            return row;
        });
    }
}
