package org.chattycat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.chattycat.analysis.database.TcpRelay;
import org.chattycat.analysis.database.TestDatabase;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveNotification;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.analysis.live.SeenCode;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.analysis.rtp.RtpProperties;
import org.chattycat.analysis.sender.RtpPublication;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.io.PortRange;
import org.chattycat.kurento.embedded.router.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import reactor.core.Disposable;

/**
 * The whole worker, on a real PostgreSQL and an embedded media server that is as bad as a real one; media-app's call tests
 * have it on the ordinary one.
 */
class AnalysisWorkerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DELAY = Duration.ofMillis(150);

    private final TestDatabase server = new TestDatabase();
    private final JdbcTemplate jdbc = server.jdbc();
    private final RecordingListener listener = new RecordingListener();
    private final List<AutoCloseable> open = new ArrayList<>();
    private EmbeddedKurento kurento;

    @BeforeEach
    void start() throws Exception {
        kurento = limitedKurento(0);
        open.add(server);
        open.add(kurento);
    }

    private static EmbeddedKurento limitedKurento(int port) throws IOException {
        return EmbeddedKurento.builder()
                .port(port)
                .media(MediaEngineConfig.defaults().withProfile(Profile.KURENTO_LIMITS))
                .start();
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void measuresAPublicationLiveAndStoresTheSameValue() {
        startWorker();
        RtpPublication publication = publish();
        int objects = kurento.objectCount();
        publication.insertTap(jdbc);

        await().atMost(PATIENCE).until(() -> listener.measurements.size() >= 10);
        LatencySample live = listener.measurements.get(0);
        assertThat(live.publicationId()).isEqualTo(publication.id());
        assertThat(live.meetingId()).isEqualTo(publication.meetingId());
        assertThat(live.latencyMs()).isBetween(150.0, 150.0 + 1_000);
        assertThat(live.source()).isEqualTo(ClockSource.GOPRO);
        assertThat(live.zone()).isEqualTo(SampleZone.ZONED);

        await().atMost(PATIENCE).until(() -> count("latency_sample where id = '" + live.id() + "'") == 1);
        Map<String, Object> row = jdbc.queryForMap("select * from latency_sample where id = ?", live.id());
        assertThat(row)
                .containsEntry("latency_ms", live.latencyMs())
                .containsEntry("lower_ms", live.lowerMs())
                .containsEntry("publication_id", publication.id())
                .containsEntry("validity", live.validity().name())
                .containsEntry("estimate_ms", live.estimateMs())
                .containsEntry("frame_width", 640);
        await().atMost(PATIENCE)
                .until(() -> count("latency_window") >= 1
                        && count("video_quality_window where media_server_ms > 0 and sharpness > 0") >= 1
                        && count("worker where clock_offset_ms is not null") == 1);

        publication.deleteTap(jdbc);
        await().atMost(PATIENCE).until(() -> kurento.objectCount() == objects);
    }

    /** Half of the keyframe's interval on average, which would be added to the first latencies. */
    @Test
    void framesFromBeforeTheTapAreNotMeasured() throws Exception {
        kurento = EmbeddedKurento.builder().start();
        open.add(kurento);
        startWorker();
        RtpPublication publication = publish();
        publication.sender().keyframeEvery(55);
        for (int tap = 0; tap < 3; tap++) {
            int before = listener.measurements.size();
            publication.insertTap(jdbc);
            await().atMost(PATIENCE).until(() -> listener.measurements.size() >= before + 8);
            publication.deleteTap(jdbc);
            assertThat(listener.measurements.subList(before, before + 8))
                    .extracting(LatencySample::latencyMs)
                    .allSatisfy(latency -> assertThat(latency).isBetween(150.0, 150.0 + 500));
        }
    }

    @Test
    void aMediaServerThatIsRestartedIsTappedAnew() throws Exception {
        startWorker();
        RtpPublication before = publish();
        before.insertTap(jdbc);
        await().atMost(PATIENCE).until(() -> !listener.measurements.isEmpty());

        int port = kurento.uri().getPort();
        kurento.close();
        kurento = limitedKurento(port);
        open.add(kurento);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(problemOf(before)).isNotNull());
        before.deleteTap(jdbc);
        RtpPublication after = publish();
        after.insertTap(jdbc);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(listener.measurements)
                .extracting(LatencySample::publicationId)
                .contains(after.id()));
    }

    @Test
    void aMediaServerThatHangsIsSaidWithinSecondsAndHealsWithoutANewLease() throws Exception {
        TcpRelay relay = new TcpRelay(kurento.uri().getPort());
        open.add(relay);
        startWorker();
        RtpPublication publication = publish();
        publication.insertTap(jdbc, "ws://127.0.0.1:" + relay.port() + "/kurento");
        await().atMost(PATIENCE).until(() -> !listener.measurements.isEmpty());
        long fencing = fencingOf(publication);

        relay.freeze();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(problemOf(publication)).isEqualTo("The media server does not answer."));
        assertThat(listener.advice).extracting(Advice::code).contains("MEASURING_PAUSED");
        relay.thaw();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(problemOf(publication)).isNull());
        int before = listener.measurements.size();
        await().atMost(PATIENCE).until(() -> listener.measurements.size() > before + 5);
        assertThat(fencingOf(publication)).isEqualTo(fencing);
    }

    /** @param hangs whether the release is sent and lost on the way, rather than not sent at all */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReleaseThatDoesNotReachTheMediaServerIsRepeated(boolean hangs) throws Exception {
        TcpRelay relay = new TcpRelay(kurento.uri().getPort());
        open.add(relay);
        startWorker();
        RtpPublication publication = publish();
        int objects = kurento.objectCount();
        publication.insertTap(jdbc, "ws://127.0.0.1:" + relay.port() + "/kurento");
        await().atMost(PATIENCE).until(() -> !listener.measurements.isEmpty());

        if (hangs) {
            relay.freeze();
        } else {
            relay.cut();
        }
        publication.deleteTap(jdbc);
        // Time for the worker to try.
        await().atMost(PATIENCE).during(Duration.ofSeconds(1)).until(() -> kurento.objectCount() > objects);
        relay.cut();
        relay.thaw();
        relay.restore();
        // A minute later the worker ends its session, and with it all of its endpoints.
        await().atMost(PATIENCE.dividedBy(2)).until(() -> kurento.objectCount() == objects);
    }

    @Test
    void aPipelineThatIsGoneIsSaidAndTriedAgainUntilTheTapEnds() {
        startWorker();
        RtpPublication publication = publish();
        publication.releasePipeline();
        publication.insertTap(jdbc);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(problemOf(publication)).startsWith("The publication cannot be tapped"));
        publication.deleteTap(jdbc);
    }

    @Test
    void whileTheDatabaseIsAwayLiveValuesGoOnAndRowsAreWrittenAfterwards() throws Exception {
        TcpRelay relay = new TcpRelay(server.port());
        open.add(relay);
        startWorker(server.connectionFactory(relay.port()));
        RtpPublication publication = publish();
        publication.insertTap(jdbc);
        await().atMost(PATIENCE).until(() -> count("latency_sample") > 5);
        long fencing = fencingOf(publication);

        relay.cut();
        Instant cutAt = Instant.now();
        int before = listener.measurements.size();
        // Longer than the lease: nobody else is there to take it, and the holder renews it first.
        await().atMost(PATIENCE)
                .until(() -> Instant.now().isAfter(cutAt.plus(TestWorkerProperties.LEASE.multipliedBy(2)))
                        && listener.measurements.size() > before + 10);
        relay.restore();
        Instant restoredAt = Instant.now();

        await().atMost(PATIENCE).untilAsserted(() -> {
            List<UUID> live = listener.measurements.stream()
                    .filter(m -> m.arrivedAt().isBefore(restoredAt))
                    .map(LatencySample::id)
                    .toList();
            assertThat(jdbc.queryForList("select id from latency_sample", UUID.class))
                    .containsAll(live)
                    .doesNotHaveDuplicates();
        });
        assertThat(fencingOf(publication)).isEqualTo(fencing);
        assertThat(kurento.objectCount()).isPositive();
    }

    @Test
    void aDeadWorkersTapIsTakenOverWithinTenSecondsAndNothingIsStoredTwice() throws Exception {
        TcpRelay relay = new TcpRelay(server.port());
        open.add(relay);
        startWorker(server.connectionFactory(relay.port()));
        RtpPublication publication = publish();
        publication.insertTap(jdbc);
        await().atMost(PATIENCE).until(() -> count("latency_sample") > 5);
        long fencing = fencingOf(publication);
        startWorker();
        Thread.sleep(TestWorkerProperties.LEASE.toMillis());

        relay.cut();
        Instant cutAt = Instant.now();
        await().atMost(PATIENCE).until(() -> count("latency_sample where fencing > " + fencing) > 5);
        Instant firstByTheOther = jdbc.queryForObject(
                        "select min(arrived_at) from latency_sample where fencing > " + fencing, Timestamp.class)
                .toInstant();
        assertThat(Duration.between(cutAt, firstByTheOther)).isLessThan(Duration.ofSeconds(10));

        // The first worker comes back with rows from its own lease and from the other's: only the former count.
        relay.restore();
        await().atMost(PATIENCE)
                .until(() ->
                        count("worker") == 2 && count("worker where last_seen_at > now() - interval '1 second'") == 2);
        await().atMost(PATIENCE).during(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                        count("latency_sample s where fencing = " + fencing
                                + " and arrived_at >= (select taken_at from tap)"))
                .isZero());
    }

    @Test
    void valuesTravelByNotificationToo() throws Exception {
        List<String> payloads = new CopyOnWriteArrayList<>();
        PostgresqlConnection connection = server.connectionFactory().create().block(Duration.ofSeconds(10));
        open.add(() -> connection.close().block(Duration.ofSeconds(10)));
        connection
                .createStatement("listen chattycat_live")
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .blockLast(Duration.ofSeconds(10));
        Disposable notifications =
                connection.getNotifications().subscribe(notification -> payloads.add(notification.getParameter()));
        open.add(notifications::dispose);
        AnalysisWorker worker = startWorker();
        publish().insertTap(jdbc);

        await().atMost(PATIENCE).until(() -> payloads.size() >= 5);
        List<LiveNotification> heard = payloads.stream()
                .map(payload -> LiveNotification.parse(payload).orElseThrow())
                .toList();
        assertThat(heard).extracting(LiveNotification::workerId).containsOnly(worker.id());
        List<UUID> measurements = heard.stream()
                .flatMap(one -> one.measurements().stream())
                .map(LatencySample::id)
                .toList();
        assertThat(measurements).isNotEmpty();
        assertThat(listener.measurements).extracting(LatencySample::id).containsAll(measurements);
        List<SeenCodes> seen =
                heard.stream().flatMap(one -> one.seen().stream()).toList();
        assertThat(seen).isNotEmpty().allSatisfy(codes -> assertThat(codes.codes())
                .extracting(SeenCode::state)
                .containsExactly(SeenCode.State.FOUND));
        assertThat(listener.seen).containsAll(seen);
    }

    @Test
    void videoThatIsSentButDoesNotArriveIsANamedError() {
        WorkerProperties quick = TestWorkerProperties.quick();
        // Nobody is at this address (RFC 5737), as when a firewall stands between.
        RtpProperties unreachable = new RtpProperties(
                "192.0.2.1",
                0,
                0,
                quick.rtp().receiveBufferBytes(),
                Duration.ofMillis(500),
                quick.rtp().keyframeInterval());
        startWorker(
                server.connectionFactory(),
                new WorkerProperties(
                        quick.name(),
                        quick.lease(),
                        unreachable,
                        quick.scan(),
                        quick.measure(),
                        quick.store(),
                        quick.database()));
        RtpPublication publication = publish();
        publication.insertTap(jdbc);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(problemOf(publication)).contains("CHATTYCAT_WORKER_RTP_ADDRESS"));
        assertThat(listener.advice).singleElement().satisfies(advice -> assertThat(advice.code())
                .isEqualTo("NO_PACKETS"));
    }

    /** An RTP endpoint takes two ports; the first is the publication's own. */
    @Test
    void aFullMediaServerIsANamedErrorUntilItHasRoom() throws Exception {
        kurento.close();
        int port = ThreadLocalRandom.current().nextInt(10_000, 16_000) * 2;
        kurento = EmbeddedKurento.builder()
                .media(MediaEngineConfig.defaults()
                        .withProfile(Profile.KURENTO_LIMITS)
                        .withPorts(PortRange.ANY, new PortRange(port, port + 3)))
                .start();
        open.add(kurento);
        startWorker();
        RtpPublication publication = publish();
        RtpPublication other = publish();
        publication.insertTap(jdbc);

        await().atMost(PATIENCE).until(() -> listener.advice.stream()
                .anyMatch(advice -> advice.code().equals("MEDIA_SERVER_FULL") && advice.active()));
        await().atMost(PATIENCE).until(() -> count("media_server where kurento_uri = '" + kurento.uri() + "'") == 1);
        assertThat(listener.measurements).isEmpty();

        other.releasePipeline();
        await().atMost(PATIENCE).until(() -> !listener.measurements.isEmpty());
        await().atMost(PATIENCE).until(() -> listener.advice.stream()
                .anyMatch(advice -> advice.code().equals("MEDIA_SERVER_FULL") && !advice.active()));
        assertThat(problemOf(publication)).isNull();
    }

    private AnalysisWorker startWorker() {
        return startWorker(server.connectionFactory());
    }

    private AnalysisWorker startWorker(ConnectionFactory connections) {
        return startWorker(connections, TestWorkerProperties.quick());
    }

    private AnalysisWorker startWorker(ConnectionFactory connections, WorkerProperties settings) {
        AnalysisWorker worker = AnalysisWorker.builder()
                .connectionFactory(connections)
                .settings(settings)
                .kurento(TestWorkerProperties.quickKurento())
                .liveListener(listener)
                .build();
        open.add(worker);
        worker.start();
        return worker;
    }

    private RtpPublication publish() {
        RtpPublication publication = new RtpPublication(kurento.uri().toString(), DELAY);
        open.add(publication);
        return publication;
    }

    private String problemOf(RtpPublication publication) {
        return jdbc.queryForObject("select problem from tap where publication_id = ?", String.class, publication.id());
    }

    private long fencingOf(RtpPublication publication) {
        return jdbc.queryForObject("select fencing from tap where publication_id = ?", Long.class, publication.id());
    }

    private int count(String from) {
        return jdbc.queryForObject("select count(*) from " + from, Integer.class);
    }
}
