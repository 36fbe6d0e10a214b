package org.chattycat.app.platform.limits;

import java.time.Instant;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** The table of rate limits. */
interface RateLimitRepository extends Repository<RateLimitBucket, String> {
    /**
     * Takes one from a bucket in one statement, so that concurrent uses are counted correctly.
     *
     * @param micros the time in which the bucket regains one
     * @param first when a bucket that was full is full again after this use
     * @param latest no use may move the time later than this
     * @return false when the bucket is empty; then nothing changes
     */
    @Modifying
    @Query("""
            insert into rate_limit as stored (bucket, whole_at) values (:bucket, :first)
            on conflict (bucket) do update
            set whole_at = greatest(stored.whole_at, :now) + :micros * interval '1 microsecond'
            where greatest(stored.whole_at, :now) + :micros * interval '1 microsecond' <= :latest
            """)
    Mono<Boolean> take(String bucket, Instant first, Instant now, long micros, Instant latest);

    /** Gives back one that was taken. */
    @Modifying
    @Query("update rate_limit set whole_at = whole_at - :micros * interval '1 microsecond' where bucket = :bucket")
    Mono<Void> giveBack(String bucket, long micros);

    Mono<RateLimitBucket> findById(String bucket);

    Mono<Long> deleteByWholeAtBefore(Instant time);
}
