package org.chattycat.app.identity.signin;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of known browsers. */
interface KnownBrowserRepository extends Repository<KnownBrowser, UUID> {
    /** Whether the account that has an address signed in with a browser after a time, and had that address then. */
    @Query("""
            select exists (
                select from known_browser b join account a on a.id = b.account_id and a.email = b.email
                where b.email = :email and b.secret_hash = :secretHash and b.signed_in_at > :time)
            """)
    Mono<Boolean> isKnown(String email, byte[] secretHash, Instant time);

    @Modifying
    @Query("update known_browser set secret_hash = :newHash where secret_hash = :oldHash")
    Mono<Integer> replaceSecret(byte[] oldHash, byte[] newHash);

    @Modifying
    @Query("""
            insert into known_browser (account_id, email, secret_hash, signed_in_at)
            select id, email, :secretHash, :now from account where id = :accountId
            on conflict (account_id, secret_hash) do update
            set email = excluded.email, signed_in_at = excluded.signed_in_at
            """)
    Mono<Integer> put(UUID accountId, byte[] secretHash, Instant now);

    /** Deletes all but the most recently used browsers of an account. */
    @Modifying
    @Query("""
            delete from known_browser where account_id = :accountId and secret_hash in
                (select secret_hash from known_browser where account_id = :accountId
                 order by signed_in_at desc offset :max)
            """)
    Mono<Integer> deleteAllBut(int max, UUID accountId);

    Flux<KnownBrowser> findByAccountIdOrderBySignedInAt(UUID accountId);

    Mono<Long> deleteBySignedInAtBefore(Instant time);
}
