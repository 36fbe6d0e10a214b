package org.chattycat.app.identity.account;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import reactor.core.publisher.Mono;

/** The table of accounts. Each change is one statement on one column, so that concurrent changes do not overwrite others. */
interface AccountRepository extends ReactiveCrudRepository<Account, UUID> {
    /** Records a sign-in with an email address. The first one creates the account from the other parameters. */
    @Query("""
            insert into account (email, display_name, user_handle, created_at, signed_in_at)
            values (:email, :displayName, :userHandle, :now, :now)
            on conflict (email) do update set signed_in_at = excluded.signed_in_at
            returning *
            """)
    Mono<Account> signIn(String email, String displayName, byte[] userHandle, Instant now);

    @Modifying
    @Query("update account set display_name = :displayName, name_chosen = true where id = :id")
    Mono<Boolean> setDisplayName(UUID id, String displayName);

    @Modifying
    @Query("update account set email = :email where id = :id")
    Mono<Boolean> setEmail(UUID id, String email);

    @Query("""
            select passkey_offer_skipped_at is null or passkey_offer_skipped_at < :time from account where id = :id
            """)
    Mono<Boolean> passkeyOfferSkippedBefore(UUID id, Instant time);

    @Modifying
    @Query("update account set passkey_offer_skipped_at = :now where id = :id")
    Mono<Boolean> skipPasskeyOffer(UUID id, Instant now);
}
