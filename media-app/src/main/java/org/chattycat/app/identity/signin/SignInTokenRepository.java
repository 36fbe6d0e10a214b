package org.chattycat.app.identity.signin;

import java.time.Instant;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import reactor.core.publisher.Mono;

/** The table of sign-in links. */
interface SignInTokenRepository extends ReactiveCrudRepository<SignInToken, byte[]> {
    /**
     * Finds and deletes a valid token in one statement, so that of two concurrent uses exactly one succeeds. The browser's
     * secret or the code must match. Empty when there is no such token.
     */
    @Query("""
            delete from sign_in_token
            where token_hash = :tokenHash and expires_at > :now
              and wrong_codes < :maxWrongCodes
              and (browser_hash = :browserHash or code = :code)
            returning *
            """)
    Mono<SignInToken> use(byte[] tokenHash, byte[] browserHash, String code, Instant now, int maxWrongCodes);

    /**
     * Adds wrong codes to a token that has not expired.
     *
     * @return whether the token accepts further codes; empty when there is no such token
     */
    @Query("""
            update sign_in_token set wrong_codes = wrong_codes + :wrongCodes
            where token_hash = :tokenHash and expires_at > :now
            returning wrong_codes < :maxWrongCodes
            """)
    Mono<Boolean> addWrongCodes(byte[] tokenHash, int wrongCodes, Instant now, int maxWrongCodes);

    Mono<Long> deleteByExpiresAtBefore(Instant now);
}
