package org.chattycat.app.identity.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.ExpiringData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The audit log, a table. Secrets never go in. Equal events of one period are one row with a count, so that nobody fills the
 * table by repeating themselves: events are equal when their kind, account, detail and client network are. The browser counts
 * too where the account is known; strangers give theirs any name.
 */
@Component
@EnableConfigurationProperties(AuditProperties.class)
public class AuditLog implements ExpiringData {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final int MAX_LENGTH = 200;

    private final DatabaseClient database;
    private final Blocking blocking;
    private final Clock clock;
    private final AuditProperties properties;

    AuditLog(DatabaseClient database, Blocking blocking, Clock clock, AuditProperties properties) {
        this.database = database;
        this.blocking = blocking;
        this.clock = clock;
        this.properties = properties;
    }

    /**
     * One event, as its account is shown it.
     *
     * @param at when it happened, or first happened
     * @param times how often it happened within one period
     * @param lastAt when it happened last, null where it happened once
     */
    public record Event(
            Instant at, String kind, String address, String browser, String detail, long times, Instant lastAt) {}

    /**
     * Adds an event. A database that is away must not keep people from signing out, so it is logged, not thrown.
     *
     * @param accountId null where nobody is known
     * @param detail what else there is to know, may be null; where nobody is known, nothing that a client makes up at will
     */
    public void add(AuditKind kind, UUID accountId, HttpServletRequest request, String detail) {
        try {
            blocking.one(note(kind, accountId, Client.of(request), detail));
        } catch (RuntimeException e) {
            missed(kind, accountId, e);
        }
    }

    /** The same for what must not block. */
    public Mono<Void> note(AuditKind kind, UUID accountId, Client client, String detail) {
        Instant now = clock.instant();
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
                        insert into audit_event as kept (at, kind, account_id, address, browser, detail, bucket)
                        values (:at, :kind, :account, :address, :browser, :detail, :bucket)
                        on conflict (bucket) do update
                        set times = kept.times + 1, last_at = greatest(kept.last_at, excluded.at)
                        """)
                .bind("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .bind("bucket", bucket(now, kind, accountId, client, detail))
                .bind("kind", kind.name())
                .bind("address", client.address())
                .bind("browser", client.browser());
        insert = accountId == null ? insert.bindNull("account", UUID.class) : insert.bind("account", accountId);
        insert = detail == null ? insert.bindNull("detail", String.class) : insert.bind("detail", cut(detail));
        return insert.then().onErrorResume(e -> {
            missed(kind, accountId, e);
            return Mono.empty();
        });
    }

    private static void missed(AuditKind kind, UUID accountId, Throwable e) {
        if (DatabaseFailure.isOutage(e)) {
            log.warn("The audit log misses {} of account {}: the database is away", kind, accountId);
        } else {
            log.error("The audit log misses {} of account {}", kind, accountId, e);
        }
    }

    /** Everything known about an account, letters sent to its address too, oldest first. */
    public Flux<Event> of(UUID accountId) {
        return database.sql("""
                        select at, kind, address, browser, detail, times, last_at from audit_event
                        where account_id = :account
                           or account_id is null and detail = (select email from account where id = :account)
                        order by id
                        """)
                .bind("account", accountId)
                .map(row -> new Event(
                        row.get("at", OffsetDateTime.class).toInstant(),
                        row.get("kind", String.class),
                        row.get("address", String.class),
                        row.get("browser", String.class),
                        row.get("detail", String.class),
                        row.get("times", Long.class),
                        Optional.ofNullable(row.get("last_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .all();
    }

    /** Forgets from where an account's events came and what was said with them, and letters sent to its address. */
    public Mono<Void> anonymize(UUID accountId) {
        return database.sql("""
                        update audit_event set address = null, browser = null, detail = null, bucket = null
                        where account_id = :account
                           or account_id is null and detail = (select email from account where id = :account)
                        """)
                .bind("account", accountId)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Forgets what is older than the retention. */
    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from audit_event where at < :before")
                .bind("before", OffsetDateTime.ofInstant(clock.instant().minus(properties.retention()), ZoneOffset.UTC))
                .fetch()
                .rowsUpdated();
    }

    private String bucket(Instant at, AuditKind kind, UUID accountId, Client client, String detail) {
        long period = at.toEpochMilli() / properties.period().toMillis();
        String who = accountId == null ? "stranger" : accountId + " " + client.browser();
        return String.join(" ", Long.toString(period), kind.name(), client.network(), who)
                + (detail == null ? "" : " " + cut(detail));
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}
