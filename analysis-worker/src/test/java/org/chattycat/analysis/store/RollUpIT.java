package org.chattycat.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.database.DatabaseTimeouts;
import org.chattycat.analysis.database.TcpRelay;
import org.chattycat.analysis.database.TestDatabase;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.lease.TapLease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Roll-ups by minute, compared with what was measured. */
class RollUpIT {
    private static final StoreProperties SETTINGS =
            new StoreProperties(Duration.ofMillis(20), 500, 10_000, Duration.ofMillis(100), 30, 90);
    private static final double RELATIVE_ERROR = 0.01;
    private static final Offset<Double> ROUNDING = within(1e-3);

    private final TestDatabase server = new TestDatabase();
    private final JdbcTemplate jdbc = server.jdbc();
    private final TapLease lease = Samples.lease(1);
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(10));
    private final List<Double> measured = new ArrayList<>();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private TcpRelay relay;
    private Database database;
    private MeasurementStore store;
    private int added;

    @BeforeEach
    void connect() throws IOException {
        relay = new TcpRelay(server.port());
        database = new Database(
                server.connectionFactory(relay.port()),
                new DatabaseTimeouts(Duration.ofSeconds(5), Duration.ofMillis(50)));
        store = new MeasurementStore(database, SETTINGS);
        store.start();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        database.close();
        relay.close();
        server.close();
    }

    private Instant minute(int number) {
        return start.plus(Duration.ofMinutes(number));
    }

    /** Most latencies are around 200 ms, some are far from that, near zero or below it. */
    private double latency() {
        return switch (random.nextInt(10)) {
            case 0 -> -random.nextDouble(500);
            case 1 -> random.nextDouble(20_000);
            case 2 -> 2 * random.nextDouble() - 1;
            default -> 200 + 30 * random.nextGaussian();
        };
    }

    private void measure(int minute, int samples) {
        for (int i = 0; i < samples; i++) {
            double latency = latency();
            measured.add(latency);
            add(Samples.estimated(lease, minute(minute).plusMillis(random.nextInt(60_000)), latency));
        }
        for (int second = 0; second < 60; second++) {
            store.add(Samples.quality(lease, minute(minute).plusSeconds(second)));
            added++;
        }
    }

    private void add(StoredSample sample) {
        store.add(sample);
        added++;
    }

    private void awaitRows() {
        await().until(() -> store.writtenRows() == added);
    }

    private int rollUp() {
        return jdbc.queryForObject("select roll_up_measurements(1000)", Integer.class);
    }

    private long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    private void assertRollUpsAreThoseOfTheMeasurements() {
        Map<String, Object> sums = jdbc.queryForMap("""
                select sum(samples) as samples, sum(sum_ms) as sum_ms, sum(sum_of_squares) as squares, min(min_ms) as min_ms,
                    max(max_ms) as max_ms, min(lower_ms) as lower_ms, max(upper_ms) as upper_ms, sum(sum_of_lower_ms) as lower
                from latency_minute
                """);
        double sum = measured.stream().mapToDouble(ms -> ms).sum();
        double least = measured.stream().mapToDouble(ms -> ms).min().orElseThrow();
        double greatest = measured.stream().mapToDouble(ms -> ms).max().orElseThrow();
        assertThat(((Number) sums.get("samples")).longValue()).isEqualTo(measured.size());
        assertThat((Double) sums.get("sum_ms")).isCloseTo(sum, ROUNDING);
        assertThat((Double) sums.get("squares"))
                .isCloseTo(measured.stream().mapToDouble(ms -> ms * ms).sum(), within(1.0));
        assertThat((Double) sums.get("lower")).isCloseTo(sum - 100 * measured.size(), ROUNDING);
        assertThat(sums).containsEntry("min_ms", least).containsEntry("max_ms", greatest);
        assertThat(sums).containsEntry("lower_ms", least - 100).containsEntry("upper_ms", greatest + 12);
        assertSketchIsClose();
    }

    /** The k-th value of the merged sketches is within the stated error of the k-th that was measured, for every k. */
    private void assertSketchIsClose() {
        List<Double> sketched =
                jdbc.query("""
                        select bucket, sum(n) as n from latency_minute, unnest(buckets, counts) as one (bucket, n)
                        group by bucket order by bucket
                        """, (row, number) -> new double[] {row.getInt("bucket"), row.getLong("n")}).stream()
                        .flatMap(bucket -> Collections.nCopies((int) bucket[1], value((int) bucket[0])).stream())
                        .toList();
        List<Double> sorted = measured.stream().sorted().toList();
        assertThat(sketched).hasSameSizeAs(sorted);
        for (int i = 0; i < sorted.size(); i++) {
            double allowed = Math.max(1, RELATIVE_ERROR * Math.abs(sorted.get(i))) + 1e-9;
            assertThat(sketched.get(i)).as("seed %d, rank %d", seed, i).isCloseTo(sorted.get(i), within(allowed));
        }
    }

    private static double value(int bucket) {
        double growth = 1.01 / 0.99;
        return bucket == 0 ? 0 : Math.signum(bucket) * 2 * Math.pow(growth, Math.abs(bucket)) / (growth + 1);
    }

    /** While the database is away for three minutes, rows wait. The minutes that they touch are rolled up again. */
    @Test
    void rowsThatComeLateAfterAnOutageAreRolledUp() {
        System.out.println("RollUpIT seed " + seed);
        measure(0, 300);
        measure(1, 150);
        awaitRows();
        assertThat(rollUp()).isEqualTo(2);
        assertRollUpsAreThoseOfTheMeasurements();

        relay.cut();
        measure(1, 150);
        measure(2, 300);
        measure(3, 300);
        measure(4, 150);
        assertThat(rollUp()).isZero();
        assertThat(count("latency_minute")).isEqualTo(2);

        relay.restore();
        awaitRows();
        assertThat(rollUp()).isEqualTo(4);
        assertThat(count("latency_minute")).isEqualTo(5);
        assertRollUpsAreThoseOfTheMeasurements();
        assertThat(rollUp()).isZero();
    }

    /** However many batches a live meeting writes, and however soon somebody rolls up. */
    @Test
    void thePresentMinuteIsMarkedOnceAndNotRolledUp() {
        // Ahead, so that the minute does not end meanwhile.
        Instant soon = Instant.now().plusSeconds(120);
        for (int batch = 1; batch <= 3; batch++) {
            add(Samples.estimated(lease, soon, 200));
            awaitRows();
        }
        assertThat(jdbc.queryForObject(
                        "select max(n) from (select count(*) as n from measured_minute group by starts_at) as marks",
                        Integer.class))
                .isOne();
        assertThat(rollUp()).isZero();
        assertThat(count("measured_minute")).isPositive();
    }

    @Test
    void qualityIsSummedByMinute() {
        measure(0, 0);
        awaitRows();
        rollUp();
        assertThat(jdbc.queryForMap("select * from video_quality_minute"))
                .containsEntry("starts_at", Timestamp.from(minute(0)))
                .containsEntry("seconds", 60L)
                .containsEntry("packets_received", 6_600L)
                .containsEntry("packets_lost", 120L)
                .containsEntry("bytes_received", 7_500_000L)
                .containsEntry("sum_of_jitter_ms", 90.0)
                .containsEntry("max_jitter_ms", 1.5)
                .containsEntry("frames_decoded", 1_740L)
                .containsEntry("freezes", 60L)
                .containsEntry("frozen_ms", 13_980.0)
                .containsEntry("sum_of_brightness", 7_080.0)
                .containsEntry("brightness_seconds", 60L)
                .containsEntry("media_server_seconds", 0L)
                .containsEntry("sum_of_media_server_ms", null);
        assertThat(jdbc.queryForObject("select clocks_refused ->> 'FAST_PAGE' from video_quality_minute", String.class))
                .isEqualTo("180");
    }

    @Test
    void samplesThatAreFoundToBeWrongLaterStopCounting() {
        measure(0, 20);
        awaitRows();
        rollUp();
        jdbc.update("update latency_sample set validity = 'CLOCK_FAULT'");
        assertThat(rollUp()).isOne();
        assertThat(jdbc.queryForMap("select * from latency_minute"))
                .containsEntry("samples", 0L)
                .containsEntry("clock_faults", 20L)
                .containsEntry("max_ms", null);
    }

    @Test
    void lostRollUpsAreWrittenAgain() {
        measure(0, 50);
        measure(1, 50);
        awaitRows();
        rollUp();
        jdbc.update("delete from latency_minute");
        jdbc.update("delete from video_quality_minute");
        jdbc.queryForObject("select mark_all_measured_minutes()", Long.class);
        assertThat(rollUp()).isEqualTo(2);
        assertRollUpsAreThoseOfTheMeasurements();
        assertThat(count("video_quality_minute")).isEqualTo(2);
    }

    @Test
    void samplesAreDroppedAfterTheirMinutesAreRolledUpAndNotBefore() {
        // The store has looked after the partitions when it writes.
        measure(0, 1);
        awaitRows();
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(40);
        Instant old = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(90);
        for (String table : List.of("latency_sample", "video_quality_window")) {
            String key = table.equals("latency_sample") ? "arrived_at" : "starts_at";
            jdbc.queryForList("select create_measurement_partition(?, ?, ?)", table, key, day);
        }
        add(Samples.estimated(lease, old, 250));
        store.add(Samples.quality(lease, old));
        added++;
        awaitRows();

        jdbc.queryForList("select drop_measurement_partitions(30, 90)");
        assertThat(count("latency_sample")).isEqualTo(2);
        rollUp();
        jdbc.queryForList("select drop_measurement_partitions(30, 90)");
        assertThat(count("latency_sample")).isOne();
        assertThat(count("video_quality_window")).isEqualTo(61);

        jdbc.queryForObject("select mark_all_measured_minutes()", Long.class);
        rollUp();
        assertThat(count("latency_minute")).isEqualTo(2);
        assertThat(jdbc.queryForObject(
                        "select before from dropped_measurements where table_name = 'latency_sample'", Timestamp.class))
                .isEqualTo(Timestamp.from(LocalDate.now(ZoneOffset.UTC)
                        .minusDays(30)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()));
    }
}
