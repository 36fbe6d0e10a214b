package org.chattycat.app.identity.profile;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** The table of unconfirmed email addresses, one for each account. */
interface EmailChangeRepository extends Repository<EmailChange, UUID> {
    /** Stores a new address in place of an earlier one. */
    @Modifying
    @Query("""
            insert into email_change (account_id, token_hash, email, expires_at)
            values (:accountId, :tokenHash, :email, :expiresAt)
            on conflict (account_id) do update
            set token_hash = excluded.token_hash, email = excluded.email, expires_at = excluded.expires_at
            """)
    Mono<Integer> put(UUID accountId, byte[] tokenHash, String email, Instant expiresAt);

    Mono<EmailChange> findById(UUID accountId);

    /** Finds and deletes a valid token in one statement, so that it works once. */
    @Query("""
            delete from email_change
            where account_id = :accountId and token_hash = :tokenHash and expires_at > :now
            returning *
            """)
    Mono<EmailChange> take(UUID accountId, byte[] tokenHash, Instant now);

    Mono<Long> deleteByExpiresAtBefore(Instant time);
}
