package org.chattycat.app.identity.token;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of access tokens. */
interface AccessTokenRepository extends Repository<AccessToken, UUID> {
    String COLUMNS = "id, account_id, name, access, meeting_id, created_at, expires_at, used_at as last_used_at";

    /** Whether an account may see a meeting. */
    @Query("""
            select exists (
                select from meeting_member
                where meeting_id = :meetingId and account_id = :accountId and removed_at is null)
            """)
    Mono<Boolean> maySee(UUID meetingId, UUID accountId);

    /** Adds a token; empty when the account has {@code max}, expired ones included. */
    @Query("""
            insert into access_token (id, account_id, name, token_hash, access, meeting_id, created_at, expires_at)
            select :id, :accountId, :name, :tokenHash, :access, :meetingId, :createdAt, :expiresAt
            where (select count(*) from access_token where account_id = :accountId) < :max
            returning\s""" + COLUMNS)
    Mono<AccessToken> add(
            UUID id,
            UUID accountId,
            String name,
            byte[] tokenHash,
            String access,
            UUID meetingId,
            Instant createdAt,
            Instant expiresAt,
            int max);

    /**
     * Finds a token that has not expired, and records its use unless a use after {@code usedBefore} is recorded: one
     * statement, and usually one that writes nothing.
     */
    @Query("with found as materialized (select " + COLUMNS + """
             from access_token where token_hash = :tokenHash and expires_at > :now
            ), used as (
                update access_token set used_at = :now
                where id = (select id from found where last_used_at is null or last_used_at < :usedBefore)
            )
            select * from found
            """)
    Mono<AccessToken> use(byte[] tokenHash, Instant now, Instant usedBefore);

    /** Those of these tokens that exist and have not expired. */
    @Query("select id from access_token where id = any(:ids) and expires_at > :now")
    Flux<UUID> findValid(UUID[] ids, Instant now);

    @Query("select " + COLUMNS + " from access_token where account_id = :accountId order by created_at desc, id")
    Flux<AccessToken> findByAccount(UUID accountId);

    /** Empty when the account has no such token. */
    @Query("select " + COLUMNS + " from access_token where id = :id and account_id = :accountId")
    Mono<AccessToken> find(UUID id, UUID accountId);

    /** Empty when the account has no such token. */
    @Query("delete from access_token where id = :id and account_id = :accountId returning " + COLUMNS)
    Mono<AccessToken> delete(UUID id, UUID accountId);

    @Modifying
    @Query("delete from access_token where expires_at < :time")
    Mono<Long> deleteExpiredBefore(Instant time);
}
