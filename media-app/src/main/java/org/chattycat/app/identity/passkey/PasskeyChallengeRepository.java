package org.chattycat.app.identity.passkey;

import java.time.Instant;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** The table of challenges. */
interface PasskeyChallengeRepository extends Repository<PasskeyChallenge, String> {
    /** Stores a challenge in place of an earlier one. */
    @Modifying
    @Query("""
            insert into passkey_challenge (session_id, ceremony, challenge, expires_at)
            values (:sessionId, :ceremony, :challenge, :expiresAt)
            on conflict (session_id, ceremony) do update
            set challenge = excluded.challenge, expires_at = excluded.expires_at
            """)
    Mono<Integer> put(String sessionId, Ceremony ceremony, byte[] challenge, Instant expiresAt);

    /** Finds and deletes a challenge in one statement, so that it can be answered once. It may have expired. */
    @Query("delete from passkey_challenge where session_id = :sessionId and ceremony = :ceremony returning *")
    Mono<PasskeyChallenge> take(String sessionId, Ceremony ceremony);

    Mono<Long> deleteByExpiresAtBefore(Instant time);
}
