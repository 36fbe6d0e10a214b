package org.chattycat.app.latency.compare;

import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.latency.history.TimeRange;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the seconds of a span. The statement is the point here, so this uses DatabaseClient. */
@Repository
class SpanSeriesRepository {
    /**
     * One row for the participant and kind of clock with the most seconds. Where two clocks were seen in one second, the one with
     * more measurements counts. Windows do not have the errors of clocks, so they come from samples: those of at most 200 evenly
     * chosen seconds, because errors change slowly.
     */
    private static final String SERIES = """
            with seen as materialized (
                select participant_id, source, starts_at, publication_id, clock_id, clock_number, measurements, p50_ms
                from latency_window
                where meeting_id = :meeting and starts_at >= :from and starts_at <= :to - interval '1 second'
                  and validity = 'VALID'
                  and (cast(:participant as uuid) is null or participant_id = :participant)
                  and (cast(:source as text) is null or source = :source)
            ), line as (
                select participant_id, source, array_agg(distinct publication_id) as publications,
                    array_agg(distinct clock_id || ' ' || clock_number) as clocks
                from seen group by participant_id, source
                order by count(distinct starts_at) desc, participant_id, source limit 1
            ), chosen as materialized (
                select distinct on (starts_at) starts_at, p50_ms
                from seen join line using (participant_id, source)
                order by starts_at, measurements desc, clock_id, clock_number, publication_id
            ), latency as (
                select array_agg(extract(epoch from starts_at - :from)::integer order by starts_at) as at,
                    array_agg(p50_ms order by starts_at) as ms
                from chosen
            ), clock as (
                select max(clock_error_ms + worker_clock_error_ms + abs(coalesce(worker_clock_offset_ms, 0))) as error_ms,
                    bool_and(clock_error_ms is not null) as known, max(display_lag_ms) / 2 as screen_ms
                from (
                    select starts_at from (
                        select starts_at, row_number() over (order by starts_at) as n, count(*) over () as seconds from chosen
                    ) as numbered where n % greatest(1, seconds / 200) = 0 limit 200
                ) as second
                cross join line
                cross join lateral (
                    select clock_error_ms, worker_clock_error_ms, worker_clock_offset_ms, display_lag_ms
                    from latency_sample s
                    where s.meeting_id = :meeting and s.arrived_at >= second.starts_at
                      and s.arrived_at < second.starts_at + interval '1 second'
                      and s.participant_id = line.participant_id and s.source = line.source and s.validity = 'VALID'
                    order by s.arrived_at limit 1
                ) as sample
            ), video as (
                select array_agg(extract(epoch from starts_at - :from)::integer order by starts_at) as video_at,
                    array_agg(lost order by starts_at) as lost, array_agg(packets order by starts_at) as packets,
                    array_agg(bits order by starts_at) as bits, array_agg(frames order by starts_at) as frames
                from (
                    select starts_at, sum(packets_lost)::double precision as lost,
                        sum(packets_lost + packets_received)::double precision as packets,
                        8 * sum(bytes_received)::double precision as bits, sum(frames_decoded)::double precision as frames
                    from video_quality_window
                    where meeting_id = :meeting and starts_at >= :from and starts_at <= :to - interval '1 second'
                      and publication_id = any(select unnest(publications) from line)
                    group by starts_at
                ) as second
            )
            select line.participant_id, line.source, line.clocks, participant.display_name, latency.*, clock.*, video.*
            from line join participant on participant.id = line.participant_id cross join latency cross join clock cross join video
            """;

    private final DatabaseClient database;

    SpanSeriesRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The seconds that are wholly within a range.
     *
     * @param participantId null for the participant with the most seconds
     * @param source null for the kind of clock with the most seconds
     * @return empty where nothing was measured that counts
     */
    Mono<SpanSeries> find(UUID meetingId, TimeRange range, UUID participantId, ClockSource source) {
        GenericExecuteSpec query = database.sql(SERIES)
                .bind("meeting", meetingId)
                .bind("from", range.from())
                .bind("to", range.to());
        query = participantId == null
                ? query.bindNull("participant", UUID.class)
                : query.bind("participant", participantId);
        query = source == null ? query.bindNull("source", String.class) : query.bind("source", source.name());
        return query.map(SpanSeriesRepository::series).one();
    }

    private static SpanSeries series(Readable row) {
        ClockSource source = ClockSource.valueOf(row.get("source", String.class));
        boolean known = Boolean.TRUE.equals(row.get("known", Boolean.class));
        return new SpanSeries(
                row.get("participant_id", UUID.class),
                row.get("display_name", String.class),
                source,
                integers(row, "at"),
                doubles(row, "ms"),
                List.of(row.get("clocks", String[].class)),
                known ? row.get("error_ms", Double.class) : null,
                row.get("screen_ms", Double.class),
                new SpanSeries.VideoSeries(
                        integers(row, "video_at"),
                        doubles(row, "lost"),
                        doubles(row, "packets"),
                        doubles(row, "bits"),
                        doubles(row, "frames")));
    }

    private static int[] integers(Readable row, String column) {
        Integer[] values = row.get(column, Integer[].class);
        return values == null
                ? new int[0]
                : Arrays.stream(values).mapToInt(Integer::intValue).toArray();
    }

    private static double[] doubles(Readable row, String column) {
        Double[] values = row.get(column, Double[].class);
        return values == null
                ? new double[0]
                : Arrays.stream(values).mapToDouble(Double::doubleValue).toArray();
    }
}
