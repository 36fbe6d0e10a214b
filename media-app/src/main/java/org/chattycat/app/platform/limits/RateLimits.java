package org.chattycat.app.platform.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Rate limits in PostgreSQL, shared by all instances. The generic cell rate algorithm stores one time per bucket: when the
 * bucket is full again. Each use moves that time on; a use that would move it too far is refused and changes nothing.
 */
@Component
public class RateLimits implements ExpiringData {
    private final RateLimitRepository buckets;
    private final Blocking blocking;
    private final Clock clock;

    RateLimits(RateLimitRepository buckets, Blocking blocking, Clock clock) {
        this.buckets = buckets;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * Takes one from a bucket. Blocks.
     *
     * @param bucket what is limited, such as {@code link:address:203.0.113.7}
     * @throws RateLimitedException when the bucket is empty
     */
    public void take(String bucket, RateLimit limit) {
        blocking.one(use(bucket, limit));
    }

    /** Deletes buckets that are full. */
    @Override
    public Mono<Long> deleteExpired() {
        return buckets.deleteByWholeAtBefore(clock.instant());
    }

    private Mono<Void> use(String bucket, RateLimit limit) {
        Instant now = clock.instant();
        Instant latest = now.plus(limit.per());
        Duration interval = limit.interval();
        return buckets.take(bucket, now.plus(interval), now, interval.toNanos() / 1000, latest)
                .filter(taken -> !taken)
                .flatMap(refused -> buckets.findById(bucket)
                        .map(full -> full.wholeAt().plus(interval))
                        .defaultIfEmpty(now)
                        .flatMap(next -> Mono.error(new RateLimitedException(Duration.between(latest, next)))));
    }
}
