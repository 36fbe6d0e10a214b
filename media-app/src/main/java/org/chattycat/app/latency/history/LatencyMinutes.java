package org.chattycat.app.latency.history;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Reads latency by minute and finer, and merges it. Minutes that are marked as changed are computed from their samples, so an
 * answer is never older than what is stored. The statements are the point here, so this uses DatabaseClient.
 */
@Repository
class LatencyMinutes {
    private static final String CHOSEN = """
            where (cast(:participant as uuid) is null or participant_id = :participant)
              and (cast(:source as text) is null or source = :source)
            """;

    /**
     * Buckets of less than a minute. They hold about as many values as their sketches have buckets, so PostgreSQL only collects
     * the values.
     */
    private static final String FROM_SAMPLES = """
            select participant_id, source, validity, count(*) as samples, array_agg(estimate_ms) as estimates_ms,
                   date_bin(:width * interval '1 second', arrived_at, timestamptz '1970-01-01 00:00:00+00') as starts_at,
                   sum(estimate_lower_ms) as sum_of_lower_ms, sum(estimate_upper_ms) as sum_of_upper_ms,
                   min(estimate_lower_ms) as lower_ms, max(estimate_upper_ms) as upper_ms
            from latency_sample
            """ + CHOSEN + """
              and meeting_id = :meeting and arrived_at >= :from and arrived_at < :to
            group by participant_id, source, validity, starts_at
            """;

    /** Whole minutes, and the parts of minutes before and after them. */
    private static final String FROM_MINUTES = """
            with changed as materialized (
                select distinct starts_at from measured_minute
                where meeting_id = :meeting and starts_at >= :wholeFrom and starts_at < :wholeTo and starts_at >= :keptSince
            ), part as (
                select * from latency_minute as rolled_up
                where meeting_id = :meeting and starts_at >= :wholeFrom and starts_at < :wholeTo
                  and not exists (select from changed where changed.starts_at = rolled_up.starts_at)
                union all
                select summary.* from changed cross join lateral summarise_latency(
                    :meeting, changed.starts_at, changed.starts_at + interval '1 minute', interval '1 minute') as summary
                union all
                select * from summarise_latency(:meeting, :from, least(:wholeFrom, :to), interval '1 minute')
                union all
                select * from summarise_latency(:meeting, greatest(:wholeFrom, :wholeTo), :to, interval '1 minute')
            )
            select * from part
            """ + CHOSEN;

    private final DatabaseClient database;

    LatencyMinutes(DatabaseClient database) {
        this.database = database;
    }

    /** The figures of the whole range. Where samples were dropped, those of the whole minutes that contain it. */
    Mono<Map<LineKey, LatencyFigures>> summary(Selection selection) {
        TimeRange range = selection.range();
        TimeRange outside = range.wholeMinutes();
        Instant keptSince = selection.keptSince();
        Instant wholeFrom = range.from().isBefore(keptSince) ? outside.from() : TimeRange.ceiling(range.from());
        Instant wholeTo = range.to().isAfter(keptSince) ? TimeRange.floor(range.to()) : outside.to();
        return Mono.defer(() -> {
            Map<LineKey, LatencyFigures> lines = new TreeMap<>();
            return fromMinutes(selection, wholeFrom, wholeTo)
                    .map(row -> lines.computeIfAbsent(LineKey.of(row), key -> new LatencyFigures())
                            .add(row))
                    .all()
                    .then(Mono.just(lines));
        });
    }

    /** The figures of each bucket that has any. At resolutions of minutes, the range grows to whole minutes. */
    Mono<Map<LineKey, NavigableMap<Instant, LatencyFigures>>> history(Selection selection, Resolution resolution) {
        TimeRange whole = selection.range().wholeMinutes();
        boolean fine = resolution.isFine();
        GenericExecuteSpec query =
                fine ? fromSamples(selection, resolution) : fromMinutes(selection, whole.from(), whole.to());
        return Mono.defer(() -> {
            Map<LineKey, NavigableMap<Instant, LatencyFigures>> lines = new TreeMap<>();
            return query.map(row -> {
                        LatencyFigures figures = lines.computeIfAbsent(LineKey.of(row), key -> new TreeMap<>())
                                .computeIfAbsent(
                                        resolution.bucket(row.get("starts_at", Instant.class)),
                                        start -> new LatencyFigures());
                        return fine ? figures.addSamples(row) : figures.add(row);
                    })
                    .all()
                    .then(Mono.just(lines));
        });
    }

    private GenericExecuteSpec fromSamples(Selection selection, Resolution resolution) {
        return chosen(FROM_SAMPLES, selection).bind("width", resolution.seconds());
    }

    private GenericExecuteSpec fromMinutes(Selection selection, Instant wholeFrom, Instant wholeTo) {
        return chosen(FROM_MINUTES, selection)
                .bind("wholeFrom", wholeFrom)
                .bind("wholeTo", wholeTo)
                .bind("keptSince", selection.keptSince());
    }

    private GenericExecuteSpec chosen(String sql, Selection selection) {
        GenericExecuteSpec query = database.sql(sql)
                .bind("meeting", selection.meetingId())
                .bind("from", selection.range().from())
                .bind("to", selection.range().to());
        query = selection.participantId() == null
                ? query.bindNull("participant", UUID.class)
                : query.bind("participant", selection.participantId());
        return selection.source() == null
                ? query.bindNull("source", String.class)
                : query.bind("source", selection.source().name());
    }
}
