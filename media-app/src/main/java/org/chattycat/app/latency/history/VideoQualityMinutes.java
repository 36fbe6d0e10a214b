package org.chattycat.app.latency.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the quality of video by minute and finer, and merges it, as {@link LatencyMinutes} does for latency. */
@Repository
class VideoQualityMinutes {
    private static final String FROM_WINDOWS = """
            select * from summarise_video_quality(:meeting, :from, :to, :width * interval '1 second') as summary
            where cast(:participant as uuid) is null or participant_id = :participant
            """;

    private static final String FROM_MINUTES = """
            with changed as materialized (
                select distinct starts_at from measured_minute
                where meeting_id = :meeting and starts_at >= :from and starts_at < :to and starts_at >= :keptSince
            ), part as (
                select * from video_quality_minute as rolled_up
                where meeting_id = :meeting and starts_at >= :from and starts_at < :to
                  and not exists (select from changed where changed.starts_at = rolled_up.starts_at)
                union all
                select summary.* from changed cross join lateral summarise_video_quality(
                    :meeting, changed.starts_at, changed.starts_at + interval '1 minute', interval '1 minute') as summary
            )
            """;

    private static final String ALL = FROM_MINUTES + """
            select * from part
            where cast(:participant as uuid) is null or participant_id = :participant
            """;

    private static final String REFUSALS = FROM_MINUTES + """
            select reason, sum(n::bigint)::bigint as n
            from part, jsonb_each_text(clocks_refused) as counted (reason, n)
            where cast(:participant as uuid) is null or participant_id = :participant
            group by reason order by n desc, reason
            """;

    private final DatabaseClient database;

    VideoQualityMinutes(DatabaseClient database) {
        this.database = database;
    }

    /** The figures of each bucket that has any. At resolutions of minutes, the range grows to whole minutes. */
    Mono<Map<UUID, NavigableMap<Instant, VideoQualityFigures>>> history(Selection selection, Resolution resolution) {
        GenericExecuteSpec query = resolution.isFine()
                ? chosen(FROM_WINDOWS, selection, selection.range()).bind("width", resolution.seconds())
                : minutes(ALL, selection);
        return Mono.defer(() -> {
            Map<UUID, NavigableMap<Instant, VideoQualityFigures>> lines = new TreeMap<>();
            return query.map(row -> lines.computeIfAbsent(row.get("participant_id", UUID.class), key -> new TreeMap<>())
                            .computeIfAbsent(
                                    resolution.bucket(row.get("starts_at", Instant.class)),
                                    start -> new VideoQualityFigures())
                            .add(row))
                    .all()
                    .then(Mono.just(lines));
        });
    }

    /** How many texts were no usable clock, by reason, in the whole minutes that contain the range; the most frequent first. */
    Mono<List<LatencySummary.Refused>> refusals(Selection selection) {
        return minutes(REFUSALS, selection)
                .map(row -> new LatencySummary.Refused(row.get("reason", String.class), row.get("n", Long.class)))
                .all()
                .collectList();
    }

    private GenericExecuteSpec minutes(String sql, Selection selection) {
        return chosen(sql, selection, selection.range().wholeMinutes()).bind("keptSince", selection.keptSince());
    }

    private GenericExecuteSpec chosen(String sql, Selection selection, TimeRange range) {
        GenericExecuteSpec query = database.sql(sql)
                .bind("meeting", selection.meetingId())
                .bind("from", range.from())
                .bind("to", range.to());
        return selection.participantId() == null
                ? query.bindNull("participant", UUID.class)
                : query.bind("participant", selection.participantId());
    }
}
