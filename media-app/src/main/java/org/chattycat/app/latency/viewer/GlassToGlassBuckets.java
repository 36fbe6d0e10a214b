package org.chattycat.app.latency.viewer;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.latency.history.Resolution;
import org.chattycat.app.latency.history.TimeRange;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Summarises what viewers reported, by buckets of time. The statement is the point here, so this uses DatabaseClient. */
@Repository
class GlassToGlassBuckets {
    /** There are no roll-ups of reports, and a call of many people has hundreds in a second. These take about half a second. */
    private static final int MOST_REPORTS = 200_000;

    private static final String BUCKETS = """
            select participant_id, camera_source, bucket as starts_at, count(*) as reports, count(distinct viewer_id) as viewers,
                percentile_disc(array[0.05, 0.5, 0.95]) within group (order by glass_to_glass_ms) as percentiles,
                min(glass_to_glass_lower_ms) as lower_ms, max(glass_to_glass_upper_ms) as upper_ms
            from generate_series(cast(:first as timestamptz), :last, :width * interval '1 second') as bucket
            cross join lateral (
                select participant_id, viewer_id, camera_source, glass_to_glass_ms, glass_to_glass_lower_ms, glass_to_glass_upper_ms
                from viewer_quality_window
                where meeting_id = :meeting
                  and starts_at >= greatest(bucket, date_trunc('second', cast(:from as timestamptz)))
                  and starts_at < least(bucket + :width * interval '1 second', :to)
                  -- The planner looks for partitions of the whole range, and of each bucket when it is read.
                  and starts_at >= date_trunc('second', cast(:from as timestamptz)) and starts_at < :to
                order by starts_at, id limit :most
            ) as report
            where glass_to_glass_ms is not null and (cast(:participant as uuid) is null or participant_id = :participant)
            group by participant_id, camera_source, bucket
            order by bucket
            """;

    private record Key(UUID participantId, ClockSource source) {}

    private final DatabaseClient database;

    GlassToGlassBuckets(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The lines of a meeting. Of each bucket only the first reports are read, so that they are about 200,000 in total.
     *
     * @param participantId who publishes; null for all
     * @param range the seconds that touch it
     */
    Mono<List<GlassToGlassHistory.Line>> lines(
            UUID meetingId, UUID participantId, TimeRange range, Resolution resolution) {
        DatabaseClient.GenericExecuteSpec query = database.sql(BUCKETS)
                .bind("meeting", meetingId)
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("first", resolution.bucket(range.from()))
                .bind("last", resolution.bucket(range.to().minusNanos(1)))
                .bind("width", resolution.seconds())
                .bind("most", 1 + MOST_REPORTS / resolution.points(range));
        query = participantId == null
                ? query.bindNull("participant", UUID.class)
                : query.bind("participant", participantId);
        DatabaseClient.GenericExecuteSpec chosen = query;
        return Mono.defer(() -> {
            Map<Key, List<GlassToGlassHistory.Bucket>> lines =
                    new TreeMap<>(Comparator.comparing(Key::participantId).thenComparing(Key::source));
            return chosen.map(row -> lines.computeIfAbsent(key(row), key -> new ArrayList<>())
                            .add(bucket(row)))
                    .all()
                    .then(Mono.fromSupplier(() -> lines.entrySet().stream()
                            .map(line -> new GlassToGlassHistory.Line(
                                    line.getKey().participantId(), line.getKey().source(), line.getValue()))
                            .toList()));
        });
    }

    private static Key key(Readable row) {
        return new Key(
                row.get("participant_id", UUID.class), ClockSource.valueOf(row.get("camera_source", String.class)));
    }

    private static GlassToGlassHistory.Bucket bucket(Readable row) {
        Double[] percentiles = row.get("percentiles", Double[].class);
        return new GlassToGlassHistory.Bucket(
                row.get("starts_at", Instant.class),
                row.get("reports", Long.class),
                row.get("viewers", Long.class),
                percentiles[0],
                percentiles[1],
                percentiles[2],
                row.get("lower_ms", Double.class),
                row.get("upper_ms", Double.class));
    }
}
