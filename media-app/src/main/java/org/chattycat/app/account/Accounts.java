package org.chattycat.app.account;

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
    private static final int MAX_DISPLAY_NAME = 80;

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
        String name = email.suggestedDisplayName();
        return database.sql("""
                        insert into account (email, display_name, user_handle, created_at, signed_in_at)
                        values (:email, :name, :handle, :now, :now)
                        on conflict (email) do update set signed_in_at = excluded.signed_in_at
                        returning id, email, display_name, created_at
                        """)
                .bind("email", email.value())
                .bind("name", name.substring(0, Math.min(name.length(), MAX_DISPLAY_NAME)))
                .bind("handle", userHandle)
                .bind("now", OffsetDateTime.ofInstant(Instant.now(clock), ZoneOffset.UTC))
                .map(Accounts::account)
                .one();
    }

    private static Account account(Readable row) {
        return new Account(
                row.get("id", UUID.class),
                row.get("email", String.class),
                row.get("display_name", String.class),
                row.get("created_at", OffsetDateTime.class).toInstant());
    }
}
