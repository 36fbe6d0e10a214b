package org.chattycat.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.database.TestDatabase;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.lease.TapLease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class MeasurementStoreIT {
    private static final StoreProperties SETTINGS =
            new StoreProperties(Duration.ofMillis(20), 100, 1_000, Duration.ofMillis(100), 30, 90);

    private final TestDatabase server = new TestDatabase();
    private final Database database = server.database();
    private final MeasurementStore store = new MeasurementStore(database, SETTINGS);
    private final JdbcTemplate jdbc = server.jdbc();

    @BeforeEach
    void start() {
        store.start();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
        server.close();
    }

    @Test
    void writesEveryKindOfRow() {
        TapLease lease = Samples.lease(1);
        Instant now = Instant.now();
        StoredSample sample = Samples.sample(lease, now);
        store.add(sample);
        store.add(Samples.window(lease, now.truncatedTo(ChronoUnit.SECONDS)));
        store.add(Samples.quality(lease, now.truncatedTo(ChronoUnit.SECONDS)));

        await().untilAsserted(() -> assertThat(count("video_quality_window")).isOne());
        Map<String, Object> row = jdbc.queryForMap("select * from latency_sample");
        assertThat(row)
                .containsEntry("id", sample.sample().id())
                .containsEntry("publication_id", lease.publicationId())
                .containsEntry("latency_ms", 212.0)
                .containsEntry("lower_ms", 95.5)
                .containsEntry("upper_ms", 212.5)
                .containsEntry("clock_error_ms", null)
                .containsEntry("zone", "ZONED")
                .containsEntry("code_height", 161);
        assertThat(((java.sql.Timestamp) row.get("arrived_at")).toInstant())
                .isEqualTo(sample.sample().arrivedAt());
        assertThat(count("latency_window")).isOne();
        assertThat(jdbc.queryForObject("select clocks_refused ->> 'FAST_PAGE' from video_quality_window", String.class))
                .isEqualTo("3");
    }

    @Test
    void aRowThatIsThereAlreadyIsNotStoredTwice() {
        StoredSample sample = Samples.sample(Samples.lease(1), Instant.now());
        store.add(sample);
        store.add(sample);
        await().until(() -> store.writtenRows() == 2);
        assertThat(count("latency_sample")).isOne();
    }

    @Test
    void aRowThatTheDatabaseRefusesDoesNotStandInTheWayOfOthers() {
        jdbc.execute("alter table latency_sample add check (code_height < 1000)");
        StoredSample refused = Samples.sample(Samples.lease(1), Instant.now(), 1_000);
        store.add(refused);
        await().until(() -> store.droppedRows() == 1);
        store.add(Samples.sample(Samples.lease(1), Instant.now()));
        await().until(() -> store.writtenRows() == 1);
        assertThat(count("latency_sample")).isOne();
    }

    @Test
    void whatIsOlderThanItIsKeptIsDropped() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        // The store has looked after the partitions when it writes.
        store.add(Samples.sample(Samples.lease(1), Instant.now()));
        await().until(() -> store.writtenRows() == 1);
        for (int ago : new int[] {91, 90, 31, 30}) {
            LocalDate day = today.minusDays(ago);
            jdbc.queryForList("select create_measurement_partition('latency_sample', 'arrived_at', ?)", day);
            jdbc.queryForList("select create_measurement_partition('latency_window', 'starts_at', ?)", day);
        }
        Instant old = today.minusDays(40).atStartOfDay(ZoneOffset.UTC).toInstant();
        jdbc.execute("create table latency_sample_of_ours (note text)");
        store.add(Samples.sample(Samples.lease(1), old));
        await().until(() -> count("latency_sample_default") == 1);
        jdbc.queryForList("select roll_up_measurements(100)");

        MeasurementStore next = new MeasurementStore(database, SETTINGS);
        next.start();
        await().untilAsserted(() -> assertThat(count("latency_sample_default")).isZero());
        next.close();
        assertThat(partitions("latency_sample")).isEqualTo(10);
        assertThat(partitions("latency_window")).isEqualTo(12);
        assertThat(count("latency_sample_of_ours")).isZero();
        assertThatThrownBy(() -> jdbc.queryForList("select drop_measurement_partitions(0, 90)"))
                .hasMessageContaining("at least a day");
    }

    @Test
    void anOldPartitionThatIsBeingReadIsDroppedAnotherTime() throws Exception {
        // The store has looked after the partitions when it writes.
        store.add(Samples.sample(Samples.lease(1), Instant.now()));
        await().until(() -> store.writtenRows() == 1);
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(60);
        jdbc.queryForList("select create_measurement_partition('latency_window', 'starts_at', ?)", day);
        try (Connection reader = jdbc.getDataSource().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement()
                    .executeQuery("select * from latency_window")
                    .close();
            jdbc.queryForList("select drop_measurement_partitions(30, 30)");
            assertThat(partitions("latency_window")).isEqualTo(10);
        }
        jdbc.queryForList("select drop_measurement_partitions(30, 30)");
        assertThat(partitions("latency_window")).isEqualTo(9);
    }

    @Test
    void whatArrivedAfterALaterHolderTookTheTapIsLeftOut() {
        TapLease earlier = Samples.lease(5);
        Instant takenOver = Instant.now().truncatedTo(ChronoUnit.MICROS);
        jdbc.update(
                """
                insert into tap (publication_id, meeting_id, participant_id, kurento_uri, pipeline_id, endpoint_id,
                    fencing, taken_at) values (?, ?, ?, 'ws://x', 'p', 'e', 6, ?)
                """,
                earlier.publicationId(),
                earlier.meetingId(),
                earlier.participantId(),
                java.sql.Timestamp.from(takenOver));
        StoredSample before = Samples.sample(earlier, takenOver.minusMillis(1));
        store.add(before);
        store.add(Samples.sample(earlier, takenOver.plusMillis(1)));
        await().until(() -> store.writtenRows() == 2);
        assertThat(jdbc.queryForList("select id from latency_sample", Object.class))
                .containsExactly(before.sample().id());
    }

    @Test
    void partitionsCoverTheDaysAroundAndADayInTheDefaultMovesIntoItsOwn() {
        assertThat(partitions("latency_sample")).isEqualTo(9);
        LocalDate later = LocalDate.now(ZoneOffset.UTC).plusDays(20);
        store.add(Samples.sample(
                Samples.lease(1), later.atStartOfDay(ZoneOffset.UTC).toInstant()));
        await().untilAsserted(() -> assertThat(count("latency_sample_default")).isOne());

        jdbc.queryForList("select create_measurement_partition('latency_sample', 'arrived_at', ?)", later);
        assertThat(count("latency_sample_default")).isZero();
        assertThat(count("latency_sample_" + later.format(DateTimeFormatter.BASIC_ISO_DATE)))
                .isOne();
        assertThat(partitions("latency_sample")).isEqualTo(10);
    }

    @Test
    void moreThanTheBufferHoldsIsDroppedAndCounted() {
        RowBuffer<StoredSample> buffer = new RowBuffer<>(
                Tables.latencySample(),
                new StoreProperties(Duration.ofMillis(20), 10, 10, Duration.ofMillis(100), 30, 90));
        TapLease lease = Samples.lease(1);
        for (int i = 0; i < 15; i++) {
            buffer.add(Samples.sample(lease, Instant.now()));
        }
        assertThat(buffer.dropped()).isEqualTo(5);
        assertThat(buffer.waiting()).isEqualTo(10);
        buffer.write(database);
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(count("latency_sample")).isEqualTo(10);
    }

    private int count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Integer.class);
    }

    private int partitions(String table) {
        return jdbc.queryForObject(
                "select count(*) from pg_inherits where inhparent = ?::regclass and inhrelid <> (? || '_default')::regclass",
                Integer.class,
                table,
                table);
    }
}
