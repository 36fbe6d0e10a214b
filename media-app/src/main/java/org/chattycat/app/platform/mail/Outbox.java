package org.chattycat.app.platform.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.app.platform.site.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Emails to be sent. Adding one belongs to the transaction of its cause, so both happen or neither does. {@link OutboxSender}
 * sends them, in the background, so that the response time of a request reveals nothing about the mail server or the address.
 * Instances share the work by statements that lock, so this uses DatabaseClient.
 */
@Component
public class Outbox implements ExpiringData {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private static final String ADD = """
            insert into outgoing_email
                (id, recipient, account_id, meeting_id, subject, text, html, give_up_at, mailbox, browser_hash)
            select :id, :to, :account, :meeting, :subject, :text, :html, now() + :lifetime * interval '1 millisecond',
                :mailbox, :browser
            where (select count(*) from outgoing_email where status = 'WAITING') < :most
              and (select count(*) from outgoing_email where status = 'WAITING' and recipient = :to) < :mostToOne
            returning id
            """;

    private static final String CLAIM = """
            with due as (
                select id from outgoing_email
                where status = 'WAITING' and next_attempt_at <= now() and give_up_at > now()
                  and mailbox is not distinct from :mailbox
                order by next_attempt_at
                limit :most for update skip locked
            )
            update outgoing_email e
            set attempt = gen_random_uuid(), next_attempt_at = now() + :lease * interval '1 millisecond'
            from due where e.id = due.id
            returning e.id, e.attempt, e.recipient, e.subject, e.text, e.html, e.account_id, e.meeting_id, e.browser_hash,
                e.attempts
            """;

    private static final String RENEW = """
            update outgoing_email set next_attempt_at = now() + :lease * interval '1 millisecond'
            where id = :id and attempt = :attempt and status = 'WAITING'
            """;

    private static final String RETRY = """
            update outgoing_email
            set attempts = attempts + 1, reply = :reply, next_attempt_at = now() + :pause * interval '1 millisecond',
                attempt = null
            where id = :id and attempt = :attempt and status = 'WAITING'
            """;

    /** An email that was accepted is sent, even if another instance has given it up or tried it meanwhile. */
    private static final String FINISH = """
            update outgoing_email set status = :status, reply = :reply, text = null, html = null, browser_hash = null
            where id = :id and (status = 'WAITING' and attempt = :attempt or :status = 'SENT')
            """;

    private final DatabaseClient database;
    private final MailProperties properties;
    private final MailboxId mailbox;
    private final Counter dropped;

    Outbox(DatabaseClient database, MailProperties properties, MailboxId mailbox, MeterRegistry meters) {
        this.database = database;
        this.properties = properties;
        this.mailbox = mailbox;
        this.dropped = OutboxMeters.counter(meters, OutboxMeters.DROPPED);
    }

    /** An email that this instance has to send, and the attempt to do so. */
    record Claimed(UUID id, UUID attempt, Email email, int attempts) {}

    /**
     * How many emails wait.
     *
     * @param oldestSeconds for how many seconds the oldest of them has waited
     * @param failing those of them that the mail server did not accept at least once
     */
    public record Waiting(long count, double oldestSeconds, long failing) {}

    /**
     * Stores an email that a person waits for, which is sent after the transaction. Returns the id by which its state can be
     * asked for. Fails with a {@link ProblemException} 503 {@code MAIL_BUSY} when too many wait, so that the transaction is
     * rolled back.
     */
    public Mono<UUID> require(Email email) {
        return put(email)
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "MAIL_BUSY",
                        "Emails cannot be sent right now. Try again in a minute.")));
    }

    /** Stores an email, which is sent after the transaction. It is dropped if too many wait. */
    public Mono<Void> add(Email email) {
        return put(email).then();
    }

    private Mono<UUID> put(Email email) {
        Duration lifetime = email.lifetime() == null ? properties.lifetime() : email.lifetime();
        GenericExecuteSpec statement = database.sql(ADD)
                .bind("id", UUID.randomUUID())
                .bind("to", email.to())
                .bind("subject", email.subject())
                .bind("text", email.text())
                .bind("html", email.html())
                .bind("lifetime", lifetime.toMillis())
                .bind("most", properties.maxWaiting())
                .bind("mostToOne", properties.maxWaitingPerAddress());
        statement = bind(statement, "account", email.accountId(), UUID.class);
        statement = bind(statement, "meeting", email.meetingId(), UUID.class);
        statement = bind(statement, "mailbox", mailbox.value(), UUID.class);
        // Only the embedded mailbox asks which browser requested an email.
        String browser = mailbox.value() == null ? null : email.browserHash();
        return bind(statement, "browser", browser, String.class)
                .map(row -> row.get("id", UUID.class))
                .one()
                .switchIfEmpty(Mono.fromRunnable(() -> {
                    dropped.increment();
                    log.warn("'{}' was not sent: too many emails wait for the mail server", email.subject());
                }));
    }

    /** What became of an email; empty if there is none, or no longer. */
    Mono<EmailState> state(UUID id) {
        return database.sql("select status, attempts, reply, give_up_at from outgoing_email where id = :id")
                .bind("id", id)
                .map(row -> EmailState.of(
                        row.get("status", String.class),
                        row.get("attempts", Integer.class),
                        row.get("reply", Integer.class),
                        row.get("give_up_at", Instant.class)))
                .one();
    }

    /** Emails that are due. No other instance gets them for the time of the lease. */
    Flux<Claimed> claim(int most) {
        GenericExecuteSpec statement = database.sql(CLAIM)
                .bind("most", most)
                .bind("lease", properties.lease().toMillis());
        return bind(statement, "mailbox", mailbox.value(), UUID.class)
                .map(Outbox::claimed)
                .all();
    }

    /** Extends the lease of an email that is still being sent. */
    Mono<Void> renew(Claimed claimed) {
        return database.sql(RENEW)
                .bind("id", claimed.id())
                .bind("attempt", claimed.attempt())
                .bind("lease", properties.lease().toMillis())
                .then();
    }

    Mono<Void> retryLater(Claimed claimed, SmtpFailure failure, Duration pause) {
        GenericExecuteSpec statement = database.sql(RETRY)
                .bind("id", claimed.id())
                .bind("attempt", claimed.attempt())
                .bind("pause", pause.toMillis());
        return bind(statement, "reply", failure.reply(), Integer.class).then();
    }

    Mono<Void> sent(Claimed claimed) {
        return finish(claimed, "SENT", null);
    }

    Mono<Void> refused(Claimed claimed, SmtpFailure failure) {
        return finish(claimed, "REFUSED", failure.reply());
    }

    private Mono<Void> finish(Claimed claimed, String status, Integer reply) {
        GenericExecuteSpec statement = database.sql(FINISH)
                .bind("id", claimed.id())
                .bind("attempt", claimed.attempt())
                .bind("status", status);
        return bind(statement, "reply", reply, Integer.class).then();
    }

    /** Gives up the emails whose time is over, also those of instances that have ended. Returns how many. */
    Mono<Long> giveUp() {
        return database.sql(
                        "update outgoing_email set status = 'GIVEN_UP', text = null, html = null, browser_hash = null"
                                + " where status = 'WAITING' and give_up_at <= now()")
                .fetch()
                .rowsUpdated();
    }

    /** The emails that wait, of all instances. */
    public Mono<Waiting> waiting() {
        return database.sql("""
                        select count(*) as n, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age,
                            count(*) filter (where attempts > 0) as failing
                        from outgoing_email where status = 'WAITING'
                        """)
                .map(row -> new Waiting(
                        row.get("n", Long.class), row.get("age", Double.class), row.get("failing", Long.class)))
                .one();
    }

    /** The emails to or about an account, without their texts, oldest first. */
    public Flux<Map<String, Object>> of(UUID accountId, String address) {
        return database.sql("select recipient, subject, created_at, status, attempts from outgoing_email"
                        + " where account_id = :account or recipient = :address order by created_at, id")
                .bind("account", accountId)
                .bind("address", address)
                .map(row -> {
                    Map<String, Object> email = new LinkedHashMap<>();
                    email.put("to", row.get("recipient", String.class));
                    email.put("subject", row.get("subject", String.class));
                    email.put("at", row.get("created_at", Instant.class));
                    email.put("status", row.get("status", String.class));
                    email.put("failedAttempts", row.get("attempts", Integer.class));
                    return email;
                })
                .all();
    }

    /** Deletes the emails to or about an account. */
    public Mono<Void> forget(UUID accountId, String address) {
        return database.sql("delete from outgoing_email where account_id = :account or recipient = :address")
                .bind("account", accountId)
                .bind("address", address)
                .then();
    }

    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from outgoing_email where status <> 'WAITING'"
                        + " and created_at < now() - :keep * interval '1 millisecond'")
                .bind("keep", properties.keep().toMillis())
                .fetch()
                .rowsUpdated();
    }

    private static Claimed claimed(Readable row) {
        Email email = new Email(
                row.get("recipient", String.class),
                row.get("subject", String.class),
                row.get("text", String.class),
                row.get("html", String.class),
                row.get("account_id", UUID.class),
                row.get("meeting_id", UUID.class),
                row.get("browser_hash", String.class),
                null);
        return new Claimed(
                row.get("id", UUID.class), row.get("attempt", UUID.class), email, row.get("attempts", Integer.class));
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, String name, Object value, Class<?> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
