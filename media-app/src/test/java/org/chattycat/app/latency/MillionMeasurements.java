package org.chattycat.app.latency;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.OwnerOf;
import org.chattycat.app.TestBrowser;
import org.springframework.jdbc.core.JdbcTemplate;

/** A million measurements in meetings of one participant each, of ten days. */
final class MillionMeasurements {
    private static final int MEETINGS = 100;
    /** Of each meeting. In a second it has two samples, and a window of the latency, of the video and of a viewer. */
    static final int SECONDS = 2000;

    private static final int DAYS = 10;
    /** Old meetings, of which a few roll-ups are left: so many that an index is worth reading. */
    private static final int OTHER_MEETINGS = 60_000;

    private final JdbcTemplate jdbc;
    private final OwnerOf tables;
    private final Instant newest = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(10));

    /** @param tables changes them */
    MillionMeasurements(JdbcTemplate jdbc, OwnerOf tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    /** When the newest meeting began. */
    Instant newest() {
        return newest;
    }

    /** Stores them. @return the newest meeting */
    UUID store(TestBrowser owner) {
        for (int day = 0; day < DAYS; day++) {
            for (String column : List.of(
                    "latency_sample arrived_at",
                    "latency_window starts_at",
                    "video_quality_window starts_at",
                    "viewer_quality_window starts_at")) {
                String[] words = column.split(" ");
                tables.execute("select create_measurement_partition('%s', '%s', date '%s')"
                        .formatted(
                                words[0],
                                words[1],
                                LocalDate.ofInstant(newest, ZoneOffset.UTC).minusDays(day)));
            }
        }
        jdbc.update("""
                with made as (
                    insert into meeting (id, created_by, created_at)
                    select gen_random_uuid(), ?::uuid,
                        ?::timestamptz - n %% %d * interval '1 day' - n / %d * interval '1 hour'
                    from generate_series(0, %d) as n returning id, created_by, created_at
                ), member as (
                    insert into meeting_member (meeting_id, account_id) select id, created_by from made
                )
                insert into participant (id, meeting_id, display_name, resume_token_hash, joined_at, left_at)
                select id, id, 'Ada', sha256(id::text::bytea), created_at, created_at + interval '1 hour' from made
                """.formatted(DAYS, DAYS, MEETINGS - 1), owner.accountId().toString(), newest.toString());
        jdbc.update("""
                with made as (
                    insert into meeting (id) select gen_random_uuid() from generate_series(1, ?::integer) returning id
                )
                insert into participant (id, meeting_id, display_name, resume_token_hash)
                select id, id, 'Ben', sha256(id::text::bytea) from made
                """, OTHER_MEETINGS);
        jdbc.update("""
                insert into latency_minute (meeting_id, participant_id, starts_at, source, clock_id, clock_number, samples,
                    implausible, clock_faults, buckets, counts)
                select id, id, timestamptz '2026-01-01' + n * interval '1 minute', 'OWN', '', 1, 1, 0, 0, '{100}', '{1}'
                from participant, generate_series(0, 1) as n where display_name = 'Ben'
                """);
        // Their minutes are rolled up here, and not by the application meanwhile.
        for (String table : List.of("latency_sample", "video_quality_window")) {
            tables.execute("alter table " + table + " disable trigger user");
        }
        measure(owner, """
                insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at, last_packet_at,
                    clock_at, latency_ms, lower_ms, upper_ms, estimate_ms, estimate_lower_ms, estimate_upper_ms, code_age_ms,
                    exposure_ms, display_lag_ms, clock_error_ms, worker_clock_error_ms, worker_clock_stepped, source, zone,
                    validity, frame_width, frame_height, code_x, code_y, code_width, code_height, scan_stage, decode_micros,
                    scan_micros, processing_ms)
                select gen_random_uuid(), m, m, m, 1, at + half * interval '0.5 s', at, at, 200, 150, 220, 200 + n % 50, 160, 215,
                    33, 17, 30, 2, 0.5, false, 'OWN', 'ZONED', 'VALID', 640, 480, 100, 90, 160, 161, 'HALF', 700, 1900, 6.5
                from made, generate_series(0, 1) as half
                """);
        measure(owner, """
                insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source, measurements,
                    min_ms, p50_ms, p95_ms, max_ms, validity)
                select m, m, m, 1, at, 'OWN', 2, 180, 200 + n % 50, 220, 230, 'VALID' from made
                """);
        measure(owner, """
                insert into video_quality_window (publication_id, meeting_id, participant_id, fencing, starts_at,
                    packets_received, packets_lost, bytes_received, jitter_ms, frames_received, frames_decoded, frames_dropped,
                    frames_scanned, frames_shed, keyframe_requests, freezes, frozen_ms, brightness, sharpness, clocks_seen)
                select m, m, m, 1, at, 120, n % 3, 150000, 3, 30, 30, 0, 10, 0, 0, 0, 0, 118, 240, 10 from made
                """);
        measure(owner, """
                insert into viewer_quality_window (id, meeting_id, publication_id, participant_id, viewer_id, starts_at, rtt_ms,
                    camera_source, glass_to_glass_ms, glass_to_glass_lower_ms, glass_to_glass_upper_ms)
                select gen_random_uuid(), m, m, m, m, at, 20, 'OWN', 300, 250, 350 from made
                """);
        for (String table : List.of("latency_sample", "video_quality_window")) {
            tables.execute("alter table " + table + " enable trigger user");
        }
        jdbc.update("""
                insert into latency_minute
                select summary.* from meeting m cross join lateral summarise_latency(
                    m.id, m.created_at, m.created_at + interval '1 hour', interval '1 minute') as summary
                where m.created_by = ?::uuid
                """, owner.accountId().toString());
        jdbc.update("""
                insert into video_quality_minute
                select summary.* from meeting m cross join lateral summarise_video_quality(
                    m.id, m.created_at, m.created_at + interval '1 hour', interval '1 minute') as summary
                where m.created_by = ?::uuid
                """, owner.accountId().toString());
        tables.execute("analyze");
        return jdbc.queryForObject(
                "select id from meeting where created_by = ?::uuid order by created_at desc limit 1",
                UUID.class,
                owner.accountId().toString());
    }

    /** Stores rows for each second {@code n} of each meeting {@code m}, at {@code at}. */
    private void measure(TestBrowser owner, String insert) {
        jdbc.update("""
                with made as (
                    select id as m, n, created_at + n * interval '1 s' as at
                    from meeting cross join generate_series(0, %d) as n where created_by = ?::uuid
                )
                """.formatted(SECONDS - 1) + insert, owner.accountId().toString());
    }
}
