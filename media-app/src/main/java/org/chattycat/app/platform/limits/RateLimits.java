package org.chattycat.app.platform.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The generic cell rate algorithm in one statement: a row holds the time at which its bucket is whole again, each use
 * moves that on, and a use that would move it too far is refused and moves nothing.
 */
@Component
public class RateLimits implements ExpiringData {
    private final DatabaseClient database;
    private final Blocking blocking;
    private final Clock clock;

    RateLimits(DatabaseClient database, Blocking blocking, Clock clock) {
        this.database = database;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * Takes one from a bucket.
     *
     * @param bucket what is limited, such as {@code link:address:203.0.113.7}
     * @throws RateLimitedException when none is left
     */
    public void take(String bucket, RateLimit limit) {
        Instant now = clock.instant();
        Instant latest = now.plus(limit.per());
        boolean taken = Boolean.TRUE.equals(blocking.one(use(bucket, limit.interval(), now, latest)));
        if (!taken) {
            Instant wholeAt = blocking.one(wholeAt(bucket));
            Instant next = wholeAt == null ? now : wholeAt.plus(limit.interval());
            throw new RateLimitedException(Duration.between(latest, next));
        }
    }

    /** Forgets buckets that are whole. */
    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from rate_limit where whole_at < :now")
                .bind("now", utc(clock.instant()))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Boolean> use(String bucket, Duration interval, Instant now, Instant latest) {
        return database.sql("""
                        insert into rate_limit as kept (bucket, whole_at) values (:bucket, :first)
                        on conflict (bucket) do update
                        set whole_at = greatest(kept.whole_at, :now) + :interval * interval '1 microsecond'
                        where greatest(kept.whole_at, :now) + :interval * interval '1 microsecond' <= :latest
                        returning true as taken
                        """)
                .bind("bucket", bucket)
                .bind("first", utc(now.plus(interval)))
                .bind("now", utc(now))
                .bind("interval", interval.toNanos() / 1000)
                .bind("latest", utc(latest))
                .map(row -> row.get("taken", Boolean.class))
                .one();
    }

    private Mono<Instant> wholeAt(String bucket) {
        return database.sql("select whole_at from rate_limit where bucket = :bucket")
                .bind("bucket", bucket)
                .map(row -> row.get("whole_at", OffsetDateTime.class).toInstant())
                .one();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
