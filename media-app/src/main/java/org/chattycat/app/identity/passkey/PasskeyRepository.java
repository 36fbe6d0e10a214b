package org.chattycat.app.identity.passkey;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of passkeys. */
interface PasskeyRepository extends ReactiveCrudRepository<Passkey, UUID> {
    /** Oldest first. */
    @Query("""
            select id, name, created_at, used_at as last_used_at, backed_up, cloned_at is not null as cloned
            from passkey where account_id = :accountId order by created_at, id
            """)
    Flux<PasskeyView> findViews(UUID accountId);

    Mono<Long> countByAccountId(UUID accountId);

    @Modifying
    @Query("update passkey set name = :name where id = :id and account_id = :accountId")
    Mono<Boolean> rename(UUID accountId, UUID id, String name);

    @Modifying
    @Query("delete from passkey where id = :id and account_id = :accountId")
    Mono<Boolean> delete(UUID accountId, UUID id);

    /** The passkey that may sign in with this credential id: one that was not cloned. */
    @Query("""
            select p.name, p.attested_credential_data, p.counter, p.user_verified, p.backup_eligible, p.backed_up,
                   p.transports, p.account_id, a.email, a.display_name, a.name_chosen
            from passkey p join account a on a.id = p.account_id
            where p.credential_id = :credentialId and p.cloned_at is null
            """)
    Mono<OwnedPasskey> findUsable(byte[] credentialId);

    @Query("""
            select p.name, p.attested_credential_data, p.counter, p.user_verified, p.backup_eligible, p.backed_up,
                   p.transports, p.account_id, a.email, a.display_name, a.name_chosen
            from passkey p join account a on a.id = p.account_id
            where p.account_id = :accountId
            """)
    Flux<OwnedPasskey> findOwned(UUID accountId);

    Mono<Boolean> existsByCredentialId(byte[] credentialId);

    @Modifying
    @Query("delete from passkey where credential_id = :credentialId")
    Mono<Boolean> deleteByCredentialId(byte[] credentialId);

    @Modifying
    @Query("update passkey set used_at = :now, backed_up = :backedUp where credential_id = :credentialId")
    Mono<Boolean> recordUse(byte[] credentialId, boolean backedUp, Instant now);

    /** Marks a passkey as cloned, and returns the id of its account; empty when it was marked before. */
    @Query("""
            update passkey set cloned_at = :now where credential_id = :credentialId and cloned_at is null
            returning account_id
            """)
    Mono<UUID> markCloned(byte[] credentialId, Instant now);

    /**
     * Raises the counter. False when it does not rise, which means that a copy of the passkey exists. A counter that stays 0
     * is allowed, because such an authenticator does not count.
     */
    @Modifying
    @Query("""
            update passkey set counter = :counter
            where credential_id = :credentialId and (counter < :counter or counter = 0 and :counter = 0)
            """)
    Mono<Boolean> raiseCounter(byte[] credentialId, long counter);
}
