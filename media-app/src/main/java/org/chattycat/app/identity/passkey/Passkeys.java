package org.chattycat.app.identity.passkey;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.springframework.security.credential.WebAuthnCredentialRecord;
import com.webauthn4j.springframework.security.credential.WebAuthnCredentialRecordImpl;
import com.webauthn4j.springframework.security.credential.WebAuthnCredentialRecordManager;
import com.webauthn4j.springframework.security.exception.CredentialIdNotFoundException;
import com.webauthn4j.springframework.security.exception.MaliciousCounterValueException;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.identity.account.Account;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.platform.database.Blocking;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of passkeys, in the library's terms for ceremonies and in people's for the account page. */
@Repository
public class Passkeys implements WebAuthnCredentialRecordManager {
    private static final String RECORD = """
            select p.credential_id, p.name, p.attested_credential_data, p.counter, p.user_verified, p.backup_eligible,
                   p.backed_up, p.transports, a.id as account_id, a.email, a.display_name
            from passkey p join account a on a.id = p.account_id
            """;

    private final AttestedCredentialDataConverter converter =
            new AttestedCredentialDataConverter(new ObjectConverter());
    private final DatabaseClient database;
    private final Blocking blocking;
    private final Clock clock;

    Passkeys(DatabaseClient database, Blocking blocking, Clock clock) {
        this.database = database;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Oldest first. */
    Flux<PasskeyView> of(UUID accountId) {
        return database.sql("""
                        select id, name, created_at, used_at, backed_up, cloned_at from passkey
                        where account_id = :account order by created_at, id
                        """).bind("account", accountId).map(Passkeys::view).all();
    }

    /** What is kept about an account's passkeys, but for their keys. */
    public Flux<Map<String, Object>> describe(UUID accountId) {
        return of(accountId).map(passkey -> {
            Map<String, Object> kept = new LinkedHashMap<>();
            kept.put("name", passkey.name());
            kept.put("createdAt", passkey.createdAt());
            kept.put("lastUsedAt", passkey.lastUsedAt());
            kept.put("backedUp", passkey.backedUp());
            kept.put("cloned", passkey.cloned());
            return kept;
        });
    }

    /** How many passkeys an account has. */
    public Mono<Long> count(UUID accountId) {
        return database.sql("select count(*) as passkeys from passkey where account_id = :account")
                .bind("account", accountId)
                .map(row -> row.get("passkeys", Long.class))
                .one();
    }

    /** @return whether the account has such a passkey */
    boolean rename(UUID accountId, UUID id, String name) {
        return blocking.one(database.sql("update passkey set name = :name where id = :id and account_id = :account")
                        .bind("name", name)
                        .bind("id", id)
                        .bind("account", accountId)
                        .fetch()
                        .rowsUpdated())
                == 1;
    }

    /** @return whether the account had such a passkey */
    boolean remove(UUID accountId, UUID id) {
        return blocking.one(database.sql("delete from passkey where id = :id and account_id = :account")
                        .bind("id", id)
                        .bind("account", accountId)
                        .fetch()
                        .rowsUpdated())
                == 1;
    }

    /** What authenticators know an account by. */
    byte[] userHandle(UUID accountId) {
        return blocking.one(database.sql("select user_handle from account where id = :id")
                .bind("id", accountId)
                .map(row -> PasskeyChallenges.bytes(row.get("user_handle", ByteBuffer.class)))
                .one());
    }

    /** Notes a successful sign-in. {@code backedUp} is the authenticator's word of today: passkeys move to clouds. */
    void used(byte[] credentialId, boolean backedUp) {
        blocking.one(database.sql("update passkey set used_at = :now, backed_up = :backedUp where credential_id = :id")
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .bind("backedUp", backedUp)
                .bind("id", credentialId)
                .fetch()
                .rowsUpdated());
    }

    /**
     * Marks a passkey of which there must be a copy: it signs nobody in any more.
     *
     * @return whose it is; empty where that was known already
     */
    Optional<Account> cloned(byte[] credentialId) {
        return Optional.ofNullable(blocking.one(database.sql("""
                        with marked as (update passkey set cloned_at = :now
                            where credential_id = :id and cloned_at is null returning account_id)
                        select a.id, a.email, a.display_name, a.created_at from account a join marked m on m.account_id = a.id
                        """)
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .bind("id", credentialId)
                .map(row -> new Account(
                        row.get("id", UUID.class),
                        row.get("email", String.class),
                        row.get("display_name", String.class),
                        row.get("created_at", OffsetDateTime.class).toInstant()))
                .one()));
    }

    /** Only upwards: of two uses with the same count one comes from a clone. Counters that stay 0 count nothing. */
    @Override
    public void updateCounter(byte[] credentialId, long counter) {
        long updated = blocking.one(database.sql("""
                        update passkey set counter = :counter
                        where credential_id = :id and (counter < :counter or counter = 0 and :counter = 0)
                        """)
                .bind("counter", counter)
                .bind("id", credentialId)
                .fetch()
                .rowsUpdated());
        if (updated == 0) {
            throw new MaliciousCounterValueException("the counter moved on meanwhile");
        }
    }

    @Override
    public WebAuthnCredentialRecord loadCredentialRecordByCredentialId(byte[] credentialId) {
        WebAuthnCredentialRecord found =
                blocking.one(database.sql(RECORD + " where p.credential_id = :id and p.cloned_at is null")
                        .bind("id", credentialId)
                        .map(this::record)
                        .one());
        if (found == null) {
            throw new CredentialIdNotFoundException("no such credential");
        }
        return found;
    }

    /** The library hands in the name of whoever asks: an account's id, or that of a guest, who has none. */
    @Override
    public List<WebAuthnCredentialRecord> loadCredentialRecordsByUserPrincipal(Object principal) {
        UUID account;
        try {
            account = UUID.fromString(principal.toString());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        return blocking.all(database.sql(RECORD + " where p.account_id = :account")
                .bind("account", account)
                .map(this::record)
                .all());
    }

    @Override
    public void createCredentialRecord(WebAuthnCredentialRecord added) {
        WebAuthnCredentialRecordImpl passkey = (WebAuthnCredentialRecordImpl) added;
        AttestedCredentialData data = passkey.getAttestedCredentialData();
        Set<AuthenticatorTransport> transports = passkey.getTransports() == null ? Set.of() : passkey.getTransports();
        blocking.one(database.sql("""
                        insert into passkey (credential_id, account_id, name, attested_credential_data, counter,
                            user_verified, backup_eligible, backed_up, transports, created_at)
                        values (:id, :account, :name, :data, :counter, :verified, :eligible, :backedUp, :transports, :now)
                        """)
                .bind("id", data.getCredentialId())
                .bind("account", ((AccountPrincipal) passkey.getUserPrincipal()).accountId())
                .bind("name", passkey.getName())
                .bind("data", converter.convert(data))
                .bind("counter", passkey.getCounter())
                .bind("verified", Boolean.TRUE.equals(passkey.isUvInitialized()))
                .bind("eligible", Boolean.TRUE.equals(passkey.isBackupEligible()))
                .bind("backedUp", Boolean.TRUE.equals(passkey.isBackedUp()))
                .bind(
                        "transports",
                        transports.stream()
                                .map(AuthenticatorTransport::getValue)
                                .toArray(String[]::new))
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .fetch()
                .rowsUpdated());
    }

    @Override
    public void deleteCredentialRecord(byte[] credentialId) {
        blocking.one(database.sql("delete from passkey where credential_id = :id")
                .bind("id", credentialId)
                .fetch()
                .rowsUpdated());
    }

    @Override
    public boolean credentialRecordExists(byte[] credentialId) {
        return blocking.one(database.sql("select 1 from passkey where credential_id = :id")
                        .bind("id", credentialId)
                        .map(row -> true)
                        .one())
                != null;
    }

    private WebAuthnCredentialRecord record(Readable row) {
        AccountPrincipal owner = new AccountPrincipal(
                row.get("account_id", UUID.class),
                row.get("email", String.class),
                row.get("display_name", String.class));
        return new WebAuthnCredentialRecordImpl(
                row.get("name", String.class),
                owner,
                new NoneAttestationStatement(),
                row.get("user_verified", Boolean.class),
                row.get("backup_eligible", Boolean.class),
                row.get("backed_up", Boolean.class),
                row.get("counter", Long.class),
                converter.convert(PasskeyChallenges.bytes(row.get("attested_credential_data", ByteBuffer.class))),
                null,
                null,
                null,
                Arrays.stream(row.get("transports", String[].class))
                        .map(AuthenticatorTransport::create)
                        .collect(Collectors.toSet()));
    }

    private static PasskeyView view(Readable row) {
        OffsetDateTime used = row.get("used_at", OffsetDateTime.class);
        return new PasskeyView(
                row.get("id", UUID.class),
                row.get("name", String.class),
                row.get("created_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant(),
                row.get("backed_up", Boolean.class),
                row.get("cloned_at", OffsetDateTime.class) != null);
    }
}
