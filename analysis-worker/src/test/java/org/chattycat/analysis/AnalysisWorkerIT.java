package org.chattycat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chattycat.analysis.database.TestDatabase;
import org.chattycat.analysis.live.LiveMeasurement;
import org.chattycat.analysis.sender.RtpPublication;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole worker, on a real PostgreSQL and the embedded media server. */
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
        kurento = EmbeddedKurento.builder().start();
        open.add(server);
        open.add(kurento);
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
        LiveMeasurement live = listener.measurements.get(0);
        assertThat(live.publicationId()).isEqualTo(publication.id());
        assertThat(live.meetingId()).isEqualTo(publication.meetingId());
        assertThat(live.latencyMs()).isBetween(150.0, 150.0 + 1_000);
        assertThat(live.source()).isEqualTo("GOPRO");
        assertThat(live.zone()).isEqualTo("ZONED");

        await().atMost(PATIENCE).until(() -> count("latency_sample where id = '" + live.sampleId() + "'") == 1);
        Map<String, Object> row = jdbc.queryForMap("select * from latency_sample where id = ?", live.sampleId());
        assertThat(row)
                .containsEntry("latency_ms", live.latencyMs())
                .containsEntry("lower_ms", live.lowerMs())
                .containsEntry("publication_id", publication.id())
                .containsEntry("clock_fault", live.clockFault())
                .containsEntry("frame_width", 640);
        await().atMost(PATIENCE).until(() -> count("latency_window") >= 1 && count("video_quality_window") >= 2);

        publication.deleteTap(jdbc);
        await().atMost(PATIENCE).until(() -> kurento.objectCount() == objects);
    }

    private AnalysisWorker startWorker() {
        AnalysisWorker worker = AnalysisWorker.builder()
                .connectionFactory(server.connectionFactory())
                .settings(TestSettings.quick())
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

    private int count(String from) {
        return jdbc.queryForObject("select count(*) from " + from, Integer.class);
    }
}
