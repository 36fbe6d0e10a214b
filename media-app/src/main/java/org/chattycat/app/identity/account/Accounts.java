package org.chattycat.app.identity.account;

import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The table of accounts. */
@Repository
public class Accounts {
    private static final int USER_HANDLE_BYTES = 32;

    private final DatabaseClient database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Accounts(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Mono<Account> find(UUID id) {
        return database.sql("select id, email, display_name, created_at from account where id = :id")
                .bind("id", id)
                .map(Accounts::account)
                .one();
    }

    /** The account of an address whose owner has just proved to read its mail: made at the first time. */
    public Mono<Account> signedIn(EmailAddress email) {
        byte[] userHandle = new byte[USER_HANDLE_BYTES];
        random.nextBytes(userHandle);
        String name = email.suggestedDisplayName().value();
        return database.sql("""
                        insert into account (email, display_name, user_handle, created_at, signed_in_at)
                        values (:email, :name, :handle, :now, :now)
                        on conflict (email) do update set signed_in_at = excluded.signed_in_at
                        returning id, email, display_name, created_at
                        """)
                .bind("email", email.value())
                .bind("name", name)
                .bind("handle", userHandle)
                .bind("now", OffsetDateTime.ofInstant(Instant.now(clock), ZoneOffset.UTC))
                .map(Accounts::account)
                .one();
    }

    /** @return whether there is such an account */
    public Mono<Boolean> rename(UUID id, DisplayName name) {
        return database.sql("update account set display_name = :name where id = :id")
                .bind("name", name.value())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Fails with a DataIntegrityViolationException where another account has the address. */
    public Mono<Void> changeEmail(UUID id, EmailAddress email) {
        return database.sql("update account set email = :email where id = :id")
                .bind("email", email.value())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Removes the account and, by reference, everything that is its alone. */
    public Mono<Void> delete(UUID id) {
        return database.sql("delete from account where id = :id")
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Whether a passkey was not offered lately: null or long ago. */
    public Mono<Boolean> mayOfferPasskey(UUID id, Instant before) {
        return database.sql("""
                        select coalesce(passkey_offer_skipped_at < :before, true) as may from account where id = :id
                        """)
                .bind("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .bind("id", id)
                .map(row -> row.get("may", Boolean.class))
                .one();
    }

    public Mono<Void> passkeyOfferSkipped(UUID id) {
        return database.sql("update account set passkey_offer_skipped_at = :now where id = :id")
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static Account account(Readable row) {
        return new Account(
                row.get("id", UUID.class),
                row.get("email", String.class),
                row.get("display_name", String.class),
                row.get("created_at", OffsetDateTime.class).toInstant());
    }
}
