package org.chattycat.app.latency;

import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** Stored samples for tests. */
public final class Samples {
    private Samples() {}

    /** A sample that arrived just now. */
    static UUID store(DatabaseClient database, UUID meeting, UUID participant) {
        return store(database, meeting, participant, Instant.now());
    }

    public static UUID store(DatabaseClient database, UUID meeting, UUID participant, Instant arrivedAt) {
        UUID id = UUID.randomUUID();
        database.sql("insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at,"
                        + " last_packet_at, clock_at, latency_ms, lower_ms, upper_ms, estimate_ms, estimate_lower_ms, estimate_upper_ms, code_age_ms, exposure_ms,"
                        + " display_lag_ms, worker_clock_error_ms, worker_clock_stepped, source, zone, validity,"
                        + " frame_width, frame_height, code_x, code_y, code_width, code_height, scan_stage,"
                        + " decode_micros, scan_micros, processing_ms)"
                        + " values (:id, :meeting, :participant, :participant, 1, :at, :at, :at, 250.5, 200, 300, 240, 200, 250.5, 0, 0,"
                        + " 0, 0, false, 'GOPRO', 'ZONED', 'VALID', 640, 480, 0, 0, 1, 1, 'full', 1, 1, 1)")
                .bind("id", id)
                .bind("meeting", meeting)
                .bind("participant", participant)
                .bind("at", arrivedAt)
                .then()
                .block();
        return id;
    }
}
