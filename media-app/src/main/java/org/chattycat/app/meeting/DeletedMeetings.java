package org.chattycat.app.meeting;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes the measurements of deleted meetings, which do not reference meetings. Each statement deletes a batch, so that none is
 * slow. Workers may write some after the deletion, so a deleted meeting is remembered for a while. This uses DatabaseClient
 * because the statement is the same for many tables.
 */
@Component
class DeletedMeetings implements ExpiringData {
    private static final List<String> TABLES = List.of(
            "latency_sample",
            "latency_window",
            "video_quality_window",
            "viewer_quality_window",
            "measured_minute",
            "latency_minute",
            "video_quality_minute",
            "own_clock",
            "tap");

    private static final int BATCH = 20_000;
    /** Of one table in one round, so that other data expires in time: 2 million rows. */
    private static final int MAX_BATCHES = 100;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final DatabaseClient database;

    DeletedMeetings(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("select id from deleted_meeting order by deleted_at limit 100")
                .map(row -> row.get("id", UUID.class))
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(meeting -> deleteMeasurements(meeting)
                        .flatMap(deleted -> deleted > 0 ? Mono.just(deleted) : forget(meeting)))
                .reduce(0L, Long::sum);
    }

    private Mono<Long> deleteMeasurements(UUID meeting) {
        return Flux.fromIterable(TABLES)
                .concatMap(table ->
                        deleteBatch(table, meeting).repeat(MAX_BATCHES - 1L).takeUntil(deleted -> deleted == 0))
                .reduce(0L, Long::sum);
    }

    /** Rows of other partitions with the same ctid belong to the same meeting, so it does no harm to delete them too. */
    private Mono<Long> deleteBatch(String table, UUID meeting) {
        return database.sql("delete from " + table + " where meeting_id = :meeting and ctid = any(array("
                        + "select ctid from " + table + " where meeting_id = :meeting limit " + BATCH + "))")
                .bind("meeting", meeting)
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> forget(UUID meeting) {
        return database.sql(
                        "delete from deleted_meeting where id = :meeting and deleted_at < now() - :time * interval '1 s'")
                .bind("meeting", meeting)
                .bind("time", REMEMBERED.toSeconds())
                .fetch()
                .rowsUpdated();
    }
}
