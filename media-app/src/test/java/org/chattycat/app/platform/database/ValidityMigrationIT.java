package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Samples that were stored before samples had a validity keep their place in the statistics, and only those. */
class ValidityMigrationIT {
    private final DataSource dataSource = dataSource();

    @Test
    void keepsWhatCountsAndTellsWrongClocksFromImplausibleValues() {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        migrate("4");
        store(jdbc, 212, false);
        store(jdbc, -5_000, true);
        store(jdbc, 61_000, true);

        migrate("8");

        assertThat(jdbc.queryForList(
                        "select validity || ' ' || estimate_ms from latency_sample order by estimate_ms", String.class))
                .containsExactly("CLOCK_FAULT -5000", "VALID 212", "IMPLAUSIBLE 61000");
        assertThat(jdbc.queryForList("select validity from latency_window order by p50_ms", String.class))
                .containsExactly("CLOCK_FAULT", "VALID", "IMPLAUSIBLE");
        jdbc.execute("select create_measurement_partition('latency_window', 'starts_at', current_date + 30)");
        assertThat(jdbc.queryForList(
                        "select count(*) from information_schema.columns where column_name = 'clock_fault'",
                        Integer.class))
                .containsExactly(0);
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations(FormerSchema.MIGRATIONS)
                .target(version)
                .load()
                .migrate();
    }

    private static DataSource dataSource() {
        DatabaseAddress address = SharedPostgres.freshDatabase();
        return new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password());
    }

    private static void store(JdbcTemplate jdbc, double latencyMs, boolean clockFault) {
        jdbc.update(
                "insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at,"
                        + " last_packet_at, clock_at, latency_ms, lower_ms, upper_ms, code_age_ms, exposure_ms,"
                        + " display_lag_ms, worker_clock_error_ms, worker_clock_stepped, source, zone, clock_fault,"
                        + " frame_width, frame_height, code_x, code_y, code_width, code_height, scan_stage,"
                        + " decode_micros, scan_micros, processing_ms)"
                        + " values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, now(),"
                        + " now(), now(), ?, 0, 0, 0, 0, 0, 0, false, 'GOPRO', 'ZONED', ?, 640, 480, 0, 0, 1, 1, 'FULL',"
                        + " 1, 1, 1)",
                latencyMs,
                clockFault);
        jdbc.update(
                "insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source,"
                        + " clock_fault, measurements, min_ms, p50_ms, p95_ms, max_ms)"
                        + " values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, now(), 'GOPRO', ?, 1, ?,"
                        + " ?, ?, ?)",
                clockFault,
                latencyMs,
                latencyMs,
                latencyMs,
                latencyMs);
    }
}
