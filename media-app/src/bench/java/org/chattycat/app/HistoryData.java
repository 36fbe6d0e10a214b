package org.chattycat.app;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores what was measured in meetings of the past, by statements that make it up. */
final class HistoryData {
    /** Of a day. */
    static final int SECONDS = 86_400;

    private final JdbcTemplate jdbc;
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(25, ChronoUnit.HOURS);

    HistoryData(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The first instant of all measurements: 25 hours ago. */
    Instant start() {
        return start;
    }

    /** An empty meeting that was created so many hours ago. */
    UUID otherMeeting(int number) {
        return jdbc.queryForObject("""
                with made as (
                    insert into meeting (id, created_by, created_at)
                    select gen_random_uuid(), id, now() - ? * interval '1 hour' from account returning id, created_by
                ), member as (insert into meeting_member (meeting_id, account_id) select id, created_by from made)
                select id from made
                """, UUID.class, number);
    }

    /** Latencies around 200 ms with a slow wave and noise, spread evenly over so many seconds, and the windows of these. */
    void store(UUID meeting, int samples, int seconds) {
        double spacing = (double) seconds / samples;
        UUID participant = jdbc.queryForObject(
                """
                insert into participant (id, meeting_id, display_name, resume_token_hash, joined_at, left_at)
                values (gen_random_uuid(), ?, 'Ada', sha256(gen_random_uuid()::text::bytea), ?::timestamptz, ?::timestamptz)
                returning id
                """,
                UUID.class,
                meeting,
                start.toString(),
                start.plusSeconds(seconds).toString());
        int chunk = 100_000;
        for (int first = 0; first < samples; first += chunk) {
            jdbc.update(
                    """
                    insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at,
                        last_packet_at, clock_at, latency_ms, lower_ms, upper_ms, estimate_ms, estimate_lower_ms,
                        estimate_upper_ms, code_age_ms, exposure_ms, display_lag_ms, clock_error_ms, worker_clock_error_ms,
                        worker_clock_stepped, source, zone, validity, frame_width, frame_height, code_x, code_y, code_width,
                        code_height, scan_stage, decode_micros, scan_micros, processing_ms)
                    select gen_random_uuid(), ?, ?, ?, 1, at, at, at - ms * interval '1 ms', ms, ms - 50, ms + 20, ms, ms - 40,
                        ms + 15, 33, 17, 30, 2, 0.5, false, 'OWN', 'ZONED', 'VALID', 640, 480, 100, 90, 160, 161, 'HALF', 700, 1900, 6.5
                    from (
                        select ?::timestamptz + n * ? * interval '1 s' as at,
                            200 + 40 * sin(n / 20000.0) + 25 * (random() + random() + random() - 1.5) as ms
                        from generate_series(?::integer, ?::integer) as n
                    ) as made
                    """,
                    meeting,
                    participant,
                    participant,
                    start.toString(),
                    spacing,
                    first,
                    Math.min(first + chunk, samples) - 1);
        }
        jdbc.update("""
                insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source, measurements,
                    min_ms, p50_ms, p95_ms, max_ms, validity)
                select ?, ?, ?, 1, ?::timestamptz + n * interval '1 s', 'OWN', 10, ms - 20, ms, ms + 20, ms + 30, 'VALID'
                from (
                    select n, 200 + 40 * sin(n / 2000.0) + 10 * (random() + random() + random() - 1.5) as ms
                    from generate_series(0, ?::integer - 1) as n
                ) as made
                """, participant, meeting, participant, start.toString(), seconds);
    }

    /** The windows of each second of a day of video of each participant. */
    void storeQuality(UUID meeting) {
        jdbc.update("""
                insert into video_quality_window (publication_id, meeting_id, participant_id, fencing, starts_at,
                    packets_received, packets_lost, bytes_received, jitter_ms, frames_received, frames_decoded, frames_dropped,
                    frames_scanned, frames_shed, keyframe_requests, freezes, frozen_ms, brightness, sharpness, clocks_seen)
                select p.id, ?, p.id, 1, ?::timestamptz + n * interval '1 s', 120, n % 3, 150000, 3 + random(), 30, 30, 0, 10, 0, 0,
                    0, 0, 118, 240, 10
                from participant p, generate_series(0, ?::integer - 1) as n where p.meeting_id = ?
                """, meeting, start.toString(), SECONDS, meeting);
    }

    /**
     * Writes the roll-ups of everything once more, since the application has rolled up a part while samples were stored.
     *
     * @return how long that takes, in s
     */
    double rollUp() throws InterruptedException {
        awaitRollUps();
        jdbc.queryForObject("select mark_all_measured_minutes()", Long.class);
        long began = System.nanoTime();
        awaitRollUps();
        return (System.nanoTime() - began) / 1e9;
    }

    private void awaitRollUps() throws InterruptedException {
        while (jdbc.queryForObject("select exists (select from measured_minute)", Boolean.class)) {
            Integer written = jdbc.queryForObject("select roll_up_measurements(500)", Integer.class);
            if (written == 0) {
                Thread.sleep(10);
            }
        }
    }

    void analyze() {
        jdbc.execute("analyze");
    }
}
