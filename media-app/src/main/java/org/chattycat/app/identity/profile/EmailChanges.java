package org.chattycat.app.identity.profile;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.identity.signin.Secrets;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** New addresses that wait for their owner's confirmation: one for each account. */
@Repository
public class EmailChanges implements ExpiringData {
    private final DatabaseClient database;
    private final Blocking blocking;
    private final Clock clock;

    EmailChanges(DatabaseClient database, Blocking blocking, Clock clock) {
        this.database = database;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** @return the token that confirms, in place of an earlier one */
    String ask(UUID accountId, EmailAddress email, Duration lifetime) {
        String token = Secrets.random();
        blocking.one(database.sql("""
                        insert into email_change (account_id, token_hash, email, expires_at)
                        values (:account, :token, :email, :expires)
                        on conflict (account_id) do update
                        set token_hash = excluded.token_hash, email = excluded.email, expires_at = excluded.expires_at
                        """)
                .bind("account", accountId)
                .bind("token", Secrets.hash(token))
                .bind("email", email.value())
                .bind("expires", now().plus(lifetime))
                .fetch()
                .rowsUpdated());
        return token;
    }

    /** The address that a token confirms for this account; the token is gone afterwards. */
    Optional<EmailAddress> take(UUID accountId, String token) {
        return Optional.ofNullable(blocking.one(database.sql("""
                                delete from email_change
                                where account_id = :account and token_hash = :token and expires_at > :now
                                returning email
                                """)
                        .bind("account", accountId)
                        .bind("token", Secrets.hash(token))
                        .bind("now", now())
                        .map(row -> row.get("email", String.class))
                        .one()))
                .map(EmailAddress::new);
    }

    /** The address that an account has asked for, if it waits. */
    Flux<Map<String, Object>> of(UUID accountId) {
        return database.sql("select email, expires_at as \"until\" from email_change where account_id = :account")
                .bind("account", accountId)
                .fetch()
                .all();
    }

    /** Forgets what nobody confirmed. */
    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from email_change where expires_at < :now")
                .bind("now", now())
                .fetch()
                .rowsUpdated();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
