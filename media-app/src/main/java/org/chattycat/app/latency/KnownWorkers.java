package org.chattycat.app.latency;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.app.platform.database.ClockOffset;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads what workers write about themselves. Ages are by the clock of the database, as leases are. */
@Component
public class KnownWorkers {
    /** More than anybody runs. */
    private static final int MOST = 200;
    /** Longer than it takes to start a tap, and to take over those of a dead worker. */
    private static final Duration UNTAPPED = Duration.ofSeconds(30);

    private final DatabaseClient database;
    private final WorkerProperties properties;

    KnownWorkers(DatabaseClient database, WorkerProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /**
     * The cameras and screens on one media server that are to be analysed.
     *
     * @param unheld those of them that no worker has taken for too long
     */
    public record Streams(String kurentoUri, long count, long unheld) {}

    /** The workers that did not end in order, the latest heartbeat first. Workers delete the rows of others after a day. */
    public Flux<KnownWorker> all() {
        return database.sql("""
                        select w.id, w.host, w.started_at, w.last_seen_at, w.taps, w.clock_offset_ms, w.clock_error_ms,
                            extract(epoch from now() - w.last_seen_at)::float8 as seen,
                            w.last_seen_at < now() - :period * interval '1 millisecond' as silent,
                            exists (select from worker n where n.host = w.host and n.started_at > w.last_seen_at) as replaced
                        from worker w
                        order by w.last_seen_at desc, w.id limit :most
                        """)
                .bind("period", properties.lease().period().toMillis())
                .bind("most", MOST)
                .map(KnownWorkers::read)
                .all();
    }

    /** What is to be analysed, by media server. */
    public Flux<Streams> streams() {
        return database.sql("""
                        select kurento_uri, count(*) as streams,
                            count(*) filter (
                                where (worker_id is null or lease_until < now())
                                  and created_at < now() - :untapped * interval '1 millisecond') as unheld
                        from tap group by kurento_uri
                        """)
                .bind("untapped", UNTAPPED.toMillis())
                .map(row -> new Streams(
                        row.get("kurento_uri", String.class),
                        row.get("streams", Long.class),
                        row.get("unheld", Long.class)))
                .all();
    }

    private static KnownWorker read(Readable row) {
        Double offset = row.get("clock_offset_ms", Double.class);
        Double error = row.get("clock_error_ms", Double.class);
        return new KnownWorker(
                row.get("id", UUID.class),
                row.get("host", String.class),
                row.get("started_at", Instant.class),
                row.get("last_seen_at", Instant.class),
                Duration.ofMillis(Math.round(row.get("seen", Double.class) * 1000)),
                row.get("silent", Boolean.class),
                row.get("replaced", Boolean.class),
                offset == null || error == null ? null : new ClockOffset(offset, error),
                row.get("taps", Integer.class));
    }
}
