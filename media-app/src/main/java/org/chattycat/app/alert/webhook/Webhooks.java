package org.chattycat.app.alert.webhook;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.identity.signin.Secrets;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The webhooks of accounts. They are deleted with their account: the table says so. The download has other columns than the
 * list, so this uses DatabaseClient.
 */
@Component
class Webhooks implements PersonalData, NodeKind {
    /** By which programs that search for published secrets recognise one. */
    private static final String PREFIX = "chattycat_whsec_";

    private final DatabaseClient database;
    private final WebhookProperties properties;

    Webhooks(DatabaseClient database, WebhookProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /**
     * A new webhook.
     *
     * @param secret the key of its signatures; it is not shown again
     */
    record Created(String secret, Webhook webhook) {}

    /** Fails with LIMIT_REACHED. */
    Mono<Created> create(UUID accountId, URI url) {
        String secret = PREFIX + Secrets.random();
        return database.sql("""
                        insert into webhook (id, account_id, url, secret)
                        select :id, :account, :url, :secret
                        where (select count(*) from webhook where account_id = :account) < :most
                        returning id, url, created_at
                        """)
                .bind("id", UUID.randomUUID())
                .bind("account", accountId)
                .bind("url", url.toString())
                .bind("secret", secret)
                .bind("most", properties.maxPerAccount())
                .map(Webhooks::read)
                .one()
                .map(webhook -> new Created(secret, webhook))
                .switchIfEmpty(Mono.error(() -> new InvalidArgumentException(
                        "LIMIT_REACHED",
                        "You can have at most %d webhooks. Delete one first.".formatted(properties.maxPerAccount()))));
    }

    /** The oldest first. */
    Flux<Webhook> list(UUID accountId) {
        return database.sql(
                        "select id, url, created_at from webhook where account_id = :account order by created_at, id")
                .bind("account", accountId)
                .map(Webhooks::read)
                .all();
    }

    /** Empty when the account has no such webhook. */
    Mono<Webhook> find(UUID accountId, UUID id) {
        return database.sql("select id, url, created_at from webhook where id = :id and account_id = :account")
                .bind("id", id)
                .bind("account", accountId)
                .map(Webhooks::read)
                .one();
    }

    @Override
    public String table() {
        return "webhook";
    }

    @Override
    public Mono<Webhook> find(UUID id, Principal principal) {
        return find(Grant.of(principal).accountId(), id).doOnNext(found -> CurrentAccount.of(principal));
    }

    /** Deletes a webhook with its messages. Empty when the account has no such webhook. */
    Mono<Webhook> delete(UUID accountId, UUID id) {
        return database.sql(
                        "delete from webhook where id = :id and account_id = :account returning id, url, created_at")
                .bind("id", id)
                .bind("account", accountId)
                .map(Webhooks::read)
                .one();
    }

    private static Webhook read(Readable row) {
        return new Webhook(
                row.get("id", UUID.class), row.get("url", String.class), row.get("created_at", Instant.class));
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return database.sql("""
                        select 'webhook' as what, url, created_at as at, null as event, null as status, null::integer as attempts,
                               null as body
                        from webhook where account_id = :account
                        union all
                        select 'delivery', w.url, d.created_at, d.event, d.status, d.attempts, d.body
                        from webhook_delivery d join webhook w on w.id = d.webhook_id where w.account_id = :account
                        order by at
                        """).bind("account", accountId).fetch().all().map(row -> {
            row.values().removeIf(Objects::isNull);
            return row;
        });
    }
}
