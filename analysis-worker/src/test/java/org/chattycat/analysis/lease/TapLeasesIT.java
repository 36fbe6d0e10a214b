package org.chattycat.analysis.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TapLeasesIT {
    private static final LeaseProperties SETTINGS =
            new LeaseProperties(Duration.ofMillis(1500), Duration.ofMillis(200), Duration.ofMillis(300), 100);

    private final TestDatabase server = new TestDatabase();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        server.close();
    }

    @Test
    void takesATapAtOnceAndEndsItWhenThePublicationEnds() {
        RecordingHandler handler = new RecordingHandler();
        startWorker(handler);
        UUID publication = insertTap();

        await().untilAsserted(() -> assertThat(handler.working).containsKey(publication));
        TapLease lease = handler.working.get(publication);
        assertThat(lease.kurentoUri()).isEqualTo("ws://127.0.0.1:1/kurento");
        assertThat(lease.fencing()).isPositive();

        server.jdbc().update("delete from tap where publication_id = ?", publication);
        await().untilAsserted(() -> assertThat(handler.working).isEmpty());
    }

    @Test
    void twoWorkersShareAndASilentOneLosesItsTapsWithinTheLease() {
        for (int i = 0; i < 10; i++) {
            insertTap();
        }
        RecordingHandler first = new RecordingHandler();
        RecordingHandler second = new RecordingHandler();
        Worker dying = startWorker(first);
        await().untilAsserted(() -> assertThat(first.working).hasSize(10));
        startWorker(second);
        await().untilAsserted(() -> {
            assertThat(second.working.size()).isBetween(4, 6);
            assertThat(first.working.size() + second.working.size()).isEqualTo(10);
        });
        long greatestFencing = greatestFencing(first);

        dying.database().close();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(second.working).hasSize(10));
        assertThat(greatestFencing(second)).isGreaterThan(greatestFencing);
    }

    @Test
    void aStoppingWorkerHandsItsTapsBackFirst() throws Exception {
        UUID publication = insertTap();
        RecordingHandler first = new RecordingHandler();
        Worker stopping = startWorker(first);
        await().untilAsserted(() -> assertThat(first.working).containsKey(publication));
        RecordingHandler second = new RecordingHandler();
        startWorker(second);

        long start = System.nanoTime();
        stopping.keeper().close();
        assertThat(first.working).isEmpty();
        await().untilAsserted(() -> assertThat(second.working).containsKey(publication));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SETTINGS.period());
    }

    @Test
    void aTapThatFailsIsLeftAloneForAWhileAndSaysWhy() {
        RecordingHandler handler = new RecordingHandler();
        Worker worker = startWorker(handler);
        UUID publication = insertTap();
        await().untilAsserted(() -> assertThat(handler.working).containsKey(publication));
        long fencing = handler.working.remove(publication).fencing();

        worker.keeper().failed(publication, "the pipeline is gone");
        await().untilAsserted(() -> assertThat(server.jdbc()
                        .queryForObject("select problem from tap where publication_id = ?", String.class, publication))
                .isEqualTo("the pipeline is gone"));
        await().untilAsserted(() -> assertThat(handler.working).containsKey(publication));
        assertThat(handler.working.get(publication).fencing()).isGreaterThan(fencing);

        worker.keeper().working(publication);
        await().untilAsserted(() -> assertThat(server.jdbc()
                        .queryForObject("select problem from tap where publication_id = ?", String.class, publication))
                .isNull());
    }

    @Test
    void neverHoldsMoreThanItsCapacity() {
        for (int i = 0; i < 5; i++) {
            insertTap();
        }
        RecordingHandler handler = new RecordingHandler();
        startWorker(handler, new LeaseProperties(SETTINGS.period(), SETTINGS.heartbeat(), SETTINGS.retry(), 3));
        await().untilAsserted(() -> assertThat(handler.working).hasSize(3));
        await().during(Duration.ofMillis(600))
                .untilAsserted(() -> assertThat(handler.working).hasSize(3));
    }

    private record Worker(TapLeases keeper, Database database) {}

    private Worker startWorker(RecordingHandler handler) {
        return startWorker(handler, SETTINGS);
    }

    private Worker startWorker(RecordingHandler handler, LeaseProperties settings) {
        Database database = server.database();
        TapLeases keeper = new TapLeases(database, UUID.randomUUID(), "test", settings, Clock.systemUTC(), handler);
        open.add(database);
        open.add(keeper);
        keeper.start();
        return new Worker(keeper, database);
    }

    private UUID insertTap() {
        UUID publication = UUID.randomUUID();
        server.jdbc().update("""
                        insert into tap (publication_id, meeting_id, participant_id, kurento_uri, pipeline_id, endpoint_id)
                        values (?, gen_random_uuid(), gen_random_uuid(), 'ws://127.0.0.1:1/kurento', 'p', 'e')
                        """, publication);
        return publication;
    }

    private static long greatestFencing(RecordingHandler handler) {
        return handler.working.values().stream()
                .mapToLong(TapLease::fencing)
                .max()
                .orElseThrow();
    }
}
