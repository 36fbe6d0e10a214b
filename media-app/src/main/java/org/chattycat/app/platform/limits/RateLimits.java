package org.chattycat.app.platform.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
    private final MeterRegistry meters;

    RateLimits(RateLimitRepository buckets, Blocking blocking, Clock clock, MeterRegistry meters) {
        this.buckets = buckets;
        this.blocking = blocking;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Takes one from a bucket. Blocks.
     *
     * @param bucket what is limited, such as {@code link:address:203.0.113.7}
     * @throws RateLimitedException when the bucket is empty
     */
    public void take(String bucket, RateLimit limit) {
        try {
            blocking.one(use(bucket, limit));
        } catch (RateLimitedException e) {
            refused(bucket);
            throw e;
        }
    }

    /** Gives back one that was taken for a use that turned out not to count. Blocks. */
    public void giveBack(String bucket, RateLimit limit) {
        blocking.one(buckets.giveBack(bucket, micros(limit)));
    }

    private static long micros(RateLimit limit) {
        return limit.interval().toNanos() / 1000;
    }

    /** Without the name, address or id in the bucket, of which there is no end. */
    private void refused(String bucket) {
        Counter.builder("chattycat.rate.limit.refused")
                .description("Requests that a rate limit refused")
                .tag("limit", bucket.split(":", 2)[0])
                .register(meters)
                .increment();
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
        return buckets.take(bucket, now.plus(interval), now, micros(limit), latest)
                .filter(taken -> !taken)
                .flatMap(refused -> buckets.findById(bucket)
                        .map(full -> full.wholeAt().plus(interval))
                        .defaultIfEmpty(now)
                        .flatMap(next -> Mono.error(new RateLimitedException(Duration.between(latest, next)))));
    }
}
