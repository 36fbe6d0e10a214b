package org.chattycat.app.latency.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Stores many samples and windows of a meeting at once. */
public final class MeasuredMeeting {
    private static final String WINDOWS = """
            insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source, measurements,
                min_ms, p50_ms, p95_ms, max_ms, validity)
            select :participant, :meeting, :participant, 1, :from + n * interval '1 second', :source, 10, :ms - 5,
                :ms + n % 10, :ms + 20, :ms + 30, 'VALID'
            from generate_series(0, :seconds - 1) as n
            """;

    private static final String SAMPLES = """
            insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at, last_packet_at,
                clock_at, latency_ms, lower_ms, upper_ms, estimate_ms, estimate_lower_ms, estimate_upper_ms, code_age_ms,
                exposure_ms, display_lag_ms, clock_error_ms, worker_clock_error_ms, worker_clock_stepped, source, zone, validity,
                frame_width, frame_height, code_x, code_y, code_width, code_height, scan_stage, decode_micros, scan_micros,
                processing_ms)
            select gen_random_uuid(), :meeting, :participant, :participant, 1, at, at, at, ms, ms, ms, ms, ms, ms, 0, 0, 30,
                :clockError, 0.5, false, :source, 'ZONED', 'VALID', 640, 480, 0, 0, 1, 1, 'FULL', 1, 1, 1
            from (
                select :from + (n + 0.5) * interval '1 second' as at, :ms + n % 10 as ms from generate_series(0, :seconds - 1) as n
            ) as made
            """;

    private final DatabaseClient database;
    private final UUID meeting;

    public MeasuredMeeting(DatabaseClient database, UUID meeting) {
        this.database = database;
        this.meeting = meeting;
    }

    /** One sample; the bounds are 50 ms below and 20 ms above. */
    public record Sample(Instant at, double latencyMs, String validity) {}

    public UUID join(String name) {
        return database.sql("""
                        insert into participant (id, meeting_id, display_name, resume_token_hash)
                        values (gen_random_uuid(), :meeting, :name, sha256(gen_random_uuid()::text::bytea)) returning id
                        """)
                .bind("meeting", meeting)
                .bind("name", name)
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();
    }

    public void store(UUID participant, String source, List<Sample> samples) {
        database.sql("""
                        insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at,
                            last_packet_at, clock_at, latency_ms, lower_ms, upper_ms, estimate_ms, estimate_lower_ms,
                            estimate_upper_ms, code_age_ms, exposure_ms, display_lag_ms, worker_clock_error_ms,
                            worker_clock_stepped, source, zone, validity, frame_width, frame_height, code_x, code_y, code_width,
                            code_height, scan_stage, decode_micros, scan_micros, processing_ms)
                        select gen_random_uuid(), :meeting, :participant, :participant, 1, at, at, at, ms, ms, ms, ms, ms - 50,
                            ms + 20, 0, 0, 0, 0, false, :source, 'ZONED', validity, 640, 480, 0, 0, 1, 1, 'FULL', 1, 1, 1
                        from (
                            select timestamptz 'epoch' + micros * interval '1 microsecond' as at, ms, validity
                            from unnest(:micros, :latencies, :validities) as one (micros, ms, validity)
                        ) as given
                        """)
                .bind("meeting", meeting)
                .bind("participant", participant)
                .bind("source", source)
                .bind(
                        "micros",
                        samples.stream()
                                .map(one -> ChronoUnit.MICROS.between(Instant.EPOCH, one.at))
                                .toArray(Long[]::new))
                .bind("latencies", samples.stream().map(Sample::latencyMs).toArray(Double[]::new))
                .bind("validities", samples.stream().map(Sample::validity).toArray(String[]::new))
                .then()
                .block();
    }

    /** Windows of so many seconds, with 98 packets received and 2 lost, 30 frames of 30 000 bytes in total, and one freeze. */
    public void storeQuality(UUID participant, Instant from, int seconds) {
        database.sql("""
                        insert into video_quality_window (publication_id, meeting_id, participant_id, fencing, starts_at,
                            packets_received, packets_lost, bytes_received, jitter_ms, frames_received, frames_decoded,
                            frames_dropped, frames_scanned, frames_shed, keyframe_requests, freezes, frozen_ms, brightness,
                            sharpness, clocks_seen, clocks_refused)
                        select :participant, :meeting, :participant, 1, :from + second * interval '1 second',
                            98, 2, 30000, 1 + second % 2, 31, 30, 1, 10, 0, 0, 1, 250, 120, 300, 10, '{"FAST_PAGE": 2}'
                        from generate_series(0, :seconds - 1) as second
                        """)
                .bind("meeting", meeting)
                .bind("participant", participant)
                .bind("from", from)
                .bind("seconds", seconds)
                .then()
                .block();
    }

    /**
     * A window and a sample for each of so many seconds, from 0 to 9 ms above a latency in turn. The worker's clock has an error
     * of 0.5 ms, and the screen a delay of up to 30 ms.
     *
     * @param clockErrorMs null for a clock that is not synchronised
     */
    public void storeSeconds(
            UUID participant, String source, Instant from, int seconds, double latencyMs, Number clockErrorMs) {
        for (String sql : List.of(WINDOWS, SAMPLES)) {
            GenericExecuteSpec insert = database.sql(sql)
                    .bind("meeting", meeting)
                    .bind("participant", participant)
                    .bind("source", source)
                    .bind("from", from)
                    .bind("seconds", seconds)
                    .bind("ms", latencyMs);
            if (sql.equals(SAMPLES)) {
                insert = clockErrorMs == null
                        ? insert.bindNull("clockError", Double.class)
                        : insert.bind("clockError", clockErrorMs.doubleValue());
            }
            insert.then().block();
        }
    }

    /** Writes the roll-ups, or waits until the application has. */
    public void rollUp() {
        // Few at once, because the statement has a time-out; other tests have marked minutes too.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    database.sql("select roll_up_measurements(5)").then().block();
                    return database.sql("select count(*) from measured_minute where meeting_id = :meeting")
                                    .bind("meeting", meeting)
                                    .map(row -> row.get(0, Long.class))
                                    .one()
                                    .block()
                            == 0;
                });
    }
}
