package org.chattycat.analysis.lease;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.analysis.database.Database;

/** The leases in PostgreSQL. All times are the database's, so workers' clocks do not matter. */
final class TapTable {
    /** Live workers share all taps evenly, rounded up. */
    private static final String CLAIM = """
            with live as (
                select count(*) as workers from worker where last_seen_at > now() - :period::interval),
            share as (
                select ceil((select count(*) from tap)::float8 / greatest(1, (select workers from live)))::int as taps),
            free as (
                select publication_id from tap
                where (worker_id is null
                       or (:expired and lease_until < now() and now() > pg_postmaster_start_time() + :period::interval))
                  and (retry_at is null or retry_at <= now())
                order by created_at, publication_id
                limit greatest(0, least(:capacity, (select taps from share)) - :held)
                for update skip locked)
            update tap set worker_id = :worker, lease_until = now() + :period::interval,
                fencing = nextval('tap_fencing'), taken_at = now()
            from free where tap.publication_id = free.publication_id
            returning tap.publication_id, meeting_id, participant_id, kurento_uri, pipeline_id, endpoint_id, fencing,
                problem is not null as failed_before
            """;

    private static final String RENEW = """
            update tap set lease_until = now() + :period::interval
            where worker_id = :worker and publication_id = any(:held) returning publication_id
            """;

    /** The excess over an even share, plus one, so that an odd tap does not move from worker to worker. */
    private static final String EXCESS = """
            select greatest(0, :held - 1 - ceil((select count(*) from tap)::float8 / greatest(1, count(*))))::int as excess
            from worker where last_seen_at > now() - :period::interval
            """;

    private final Database database;
    private final UUID workerId;
    private final String host;
    private final String period;

    TapTable(Database database, UUID workerId, String host, Duration period) {
        this.database = database;
        this.workerId = workerId;
        this.host = host;
        this.period = period.toMillis() + " milliseconds";
    }

    /** Reports to the other workers that this one is alive, and its number of taps. */
    void announce(int held) {
        database.run(client -> client.sql("""
                        insert into worker (id, host, taps) values (:worker, :host, :held)
                        on conflict (id) do update set last_seen_at = now(), taps = excluded.taps
                        """)
                .bind("worker", workerId)
                .bind("host", host)
                .bind("held", held)
                .fetch()
                .rowsUpdated());
    }

    /** @return the taps of {@code held} that this worker still holds; the others ended or moved to another worker */
    Set<UUID> renew(Collection<UUID> held) {
        return database.run(client -> client.sql(RENEW)
                .bind("period", period)
                .bind("worker", workerId)
                .bind("held", held.toArray(UUID[]::new))
                .map(row -> row.get("publication_id", UUID.class))
                .all()
                .collect(Collectors.toSet()));
    }

    /** @param expired whether taps of workers that stopped renewing may be taken over */
    List<TapLease> claim(int held, int capacity, boolean expired) {
        return database.run(client -> client.sql(CLAIM)
                .bind("period", period)
                .bind("worker", workerId)
                .bind("held", held)
                .bind("capacity", capacity)
                .bind("expired", expired)
                .map(TapTable::lease)
                .all()
                .collectList());
    }

    /** @return the number of taps that this worker should release to workers with fewer */
    int excess(int held) {
        return database.run(client -> client.sql(EXCESS)
                .bind("period", period)
                .bind("held", held)
                .map(row -> row.get("excess", Integer.class))
                .one());
    }

    void handBack(Collection<UUID> publicationIds) {
        database.run(client -> client.sql("""
                        update tap set worker_id = null, lease_until = null
                        where worker_id = :worker and publication_id = any(:ids)
                        """)
                .bind("worker", workerId)
                .bind("ids", publicationIds.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated());
    }

    /** Releases a tap that cannot be processed, and makes all workers wait before the next attempt. */
    void fail(UUID publicationId, String problem, Duration retry) {
        database.run(client -> client.sql("""
                        update tap set worker_id = null, lease_until = null, problem = left(:problem, 500),
                            retry_at = now() + :retry::interval
                        where worker_id = :worker and publication_id = :id
                        """)
                .bind("worker", workerId)
                .bind("id", publicationId)
                .bind("problem", problem)
                .bind("retry", retry.toMillis() + " milliseconds")
                .fetch()
                .rowsUpdated());
    }

    /** Records that a media server is full. Media apps write the same when they are refused. */
    void noteFull(String kurentoUri) {
        database.run(client -> client.sql("""
                        insert into media_server (kurento_uri, full_at) values (:uri, now())
                        on conflict (kurento_uri) do update set full_at = now()
                        """).bind("uri", kurentoUri).fetch().rowsUpdated());
    }

    /** Records a problem of a tap that this worker keeps; an empty text clears it. */
    void note(UUID publicationId, String problem) {
        database.run(client -> client.sql(
                        "update tap set problem = nullif(left(:problem, 500), '') where worker_id = :worker and publication_id = :id")
                .bind("worker", workerId)
                .bind("id", publicationId)
                .bind("problem", problem)
                .fetch()
                .rowsUpdated());
    }

    /** Deletes workers that have not been seen for a long time. */
    void forgetTheDead() {
        database.run(client -> client.sql("delete from worker where last_seen_at < now() - interval '1 day'")
                .fetch()
                .rowsUpdated());
    }

    /** Deletes this worker's row. */
    void leave() {
        database.run(client -> client.sql("delete from worker where id = :worker")
                .bind("worker", workerId)
                .fetch()
                .rowsUpdated());
    }

    private static TapLease lease(Readable row) {
        return new TapLease(
                row.get("publication_id", UUID.class),
                row.get("meeting_id", UUID.class),
                row.get("participant_id", UUID.class),
                row.get("kurento_uri", String.class),
                row.get("pipeline_id", String.class),
                row.get("endpoint_id", String.class),
                row.get("failed_before", Boolean.class),
                row.get("fencing", Long.class));
    }
}
