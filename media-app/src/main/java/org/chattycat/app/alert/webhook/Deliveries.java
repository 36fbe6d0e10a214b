package org.chattycat.app.alert.webhook;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/**
 * The messages to webhooks: those that wait and those that were posted. Instances share the work by statements that lock, so
 * this uses DatabaseClient.
 */
@Component
public class Deliveries implements ExpiringData, NodeKind {
    /** A webhook with the oldest message that is due, for one instance until {@code busy_until}. */
    private static final String CLAIM = """
            with target as (
                select w.id, w.url, w.secret from webhook w
                where w.busy_until < now() and exists (
                    select from webhook_delivery d
                    where d.webhook_id = w.id and d.status = 'WAITING' and d.next_attempt_at <= now())
                order by w.busy_until
                limit :most for update skip locked
            ), busy as (
                update webhook w set busy_until = now() + :claim * interval '1 millisecond'
                from target where w.id = target.id
            )
            select due.id, target.id as webhook_id, target.url, target.secret, due.event, due.body, due.attempts
            from target cross join lateral (
                select id, event, body, attempts from webhook_delivery d
                where d.webhook_id = target.id and d.status = 'WAITING' and d.next_attempt_at <= now()
                order by created_at, id limit 1
            ) as due
            """;

    private static final String FINISH = """
            with free as (update webhook set busy_until = '-infinity' where id = :webhook)
            update webhook_delivery
            set status = :status, attempts = :attempts, last_attempt_at = now(), http_status = :http, problem = :problem,
                next_attempt_at = now() + :pause * interval '1 millisecond'
            where id = :id
            """;

    private final DatabaseClient database;
    private final WebhookProperties properties;
    private final ObjectMapper json;
    private final Clock clock;

    Deliveries(DatabaseClient database, WebhookProperties properties, ObjectMapper json, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /** A message that this instance has to post. */
    record Claimed(UUID id, UUID webhookId, String url, String secret, String event, String body, int attempts) {}

    /**
     * Stores a message, which is posted soon after the transaction has ended. It is dropped if too many wait for the webhook.
     *
     * @param meetingId with which the message is deleted
     * @param data becomes JSON
     */
    public Mono<Void> add(UUID webhookId, UUID meetingId, String event, Map<String, ?> data) {
        return put(webhookId, meetingId, event, data).then();
    }

    /** As above; empty if too many wait. */
    Mono<WebhookDelivery> put(UUID webhookId, UUID meetingId, String event, Map<String, ?> data) {
        UUID id = UUID.randomUUID();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("event", event);
        body.put("createdAt", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        body.put("data", data);
        GenericExecuteSpec statement = database.sql(
                        "insert into webhook_delivery (id, webhook_id, meeting_id, event, body)"
                                + " select :id, :webhook, :meeting, :event, :body"
                                + " where (select count(*) from webhook_delivery"
                                + " where webhook_id = :webhook and status = 'WAITING') < :most returning "
                                + WebhookDelivery.COLUMNS)
                .bind("id", id)
                .bind("webhook", webhookId)
                .bind("event", event)
                .bind("body", json.writeValueAsString(body))
                .bind("most", properties.maxWaiting());
        return (meetingId == null ? statement.bindNull("meeting", UUID.class) : statement.bind("meeting", meetingId))
                .map(WebhookDelivery::read)
                .one();
    }

    /** The newest 20 messages of each webhook, the newest first. */
    Flux<WebhookDelivery> newest(Collection<UUID> webhookIds) {
        return database.sql(
                        "select newest.* from unnest(cast(:ids as uuid[])) as one (id) cross join lateral (select "
                                + WebhookDelivery.COLUMNS
                                + " from webhook_delivery d where d.webhook_id = one.id order by created_at desc, id limit 20) as newest")
                .bind("ids", webhookIds.toArray(UUID[]::new))
                .map(WebhookDelivery::read)
                .all();
    }

    /**
     * How many messages wait.
     *
     * @param oldestSeconds for how many seconds the oldest of them has waited
     * @param failing those of them that a receiver did not accept at least once
     */
    public record Waiting(long count, double oldestSeconds, long failing) {}

    /** The messages of all webhooks that wait. */
    public Mono<Waiting> waiting() {
        return database.sql("""
                        select count(*) as n, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age,
                            count(*) filter (where attempts > 0) as failing
                        from webhook_delivery where status = 'WAITING'
                        """)
                .map(row -> new Waiting(
                        row.get("n", Long.class), row.get("age", Double.class), row.get("failing", Long.class)))
                .one();
    }

    @Override
    public String table() {
        return "webhook_delivery";
    }

    @Override
    public Mono<WebhookDelivery> find(UUID id, Principal principal) {
        return database.sql("select " + WebhookDelivery.COLUMNS + """
                         from webhook_delivery
                        where id = :id and webhook_id in (select w.id from webhook w where w.account_id = :account)
                        """)
                .bind("id", id)
                .bind("account", Grant.of(principal).accountId())
                .map(WebhookDelivery::read)
                .one()
                .doOnNext(found -> CurrentAccount.of(principal));
    }

    /** Messages that are due, at most one of each webhook. No other instance gets them for the time of a claim. */
    Flux<Claimed> claim(int most) {
        return database.sql(CLAIM)
                .bind("most", most)
                .bind("claim", properties.claim().toMillis())
                .map(row -> new Claimed(
                        row.get("id", UUID.class),
                        row.get("webhook_id", UUID.class),
                        row.get("url", String.class),
                        row.get("secret", String.class),
                        row.get("event", String.class),
                        row.get("body", String.class),
                        row.get("attempts", Integer.class)))
                .all();
    }

    /**
     * Stores what became of an attempt.
     *
     * @param pause until the next attempt; empty for none
     */
    Mono<Void> finish(Claimed claimed, Poster.Outcome outcome, Optional<Duration> pause) {
        DeliveryStatus status = outcome.delivered()
                ? DeliveryStatus.DELIVERED
                : pause.isPresent() ? DeliveryStatus.WAITING : DeliveryStatus.FAILED;
        GenericExecuteSpec statement = database.sql(FINISH)
                .bind("webhook", claimed.webhookId())
                .bind("id", claimed.id())
                .bind("status", status.name())
                .bind("attempts", claimed.attempts() + 1)
                .bind("pause", pause.orElse(Duration.ZERO).toMillis());
        statement = outcome.status() == null
                ? statement.bindNull("http", Integer.class)
                : statement.bind("http", outcome.status());
        return (outcome.problem() == null
                        ? statement.bindNull("problem", String.class)
                        : statement.bind("problem", outcome.problem()))
                .then();
    }

    @Override
    public Mono<Long> deleteExpired() {
        Instant before = clock.instant().minus(properties.keep());
        return database.sql("delete from webhook_delivery where created_at < :before")
                .bind("before", before)
                .fetch()
                .rowsUpdated();
    }
}
