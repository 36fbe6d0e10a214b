package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.OwnerOf;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.latency.LiveValues;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What viewers' pages report, on its way through the table to GraphQL, the download and the retention. */
@ChattyCatTest
class ViewerQualityIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private LiveValues liveValues;

    private TestBrowser ada;
    private TestBrowser ben;
    private UUID meeting;

    @BeforeEach
    void meet() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        meeting = GraphQl.createMeeting(ada);
    }

    @Test
    @DisplayName("A report is answered with glass to glass, stored, and returned by GraphQL and the download")
    void reportsAreDerivedStoredAndReturned() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            String id = publisher.publishCamera().path("publicationId").asString();
            viewer.awaitPublication(id);
            viewer.view(id);
            measure(publisher, id);
            report(viewer, id);
            JsonNode answer = viewer.await("viewerQuality").at("/publications/0");
            assertThat(answer.path("publicationId").asString()).isEqualTo(id);
            assertThat(answer.at("/glassToGlass/cameraToServerMs").asDouble()).isEqualTo(100);
            assertThat(answer.at("/glassToGlass/estimateMs").asDouble()).isEqualTo(174);

            awaitRows(1);
            String query = "{ meeting(id: \"%s\") { viewerQuality(viewerId: \"%s\") { edges { node { publicationId"
                    + " participantId viewerId startsAt clockErrorMs report { rttMs framesDecoded width directMs }"
                    + " glassToGlass { cameraSource renderMs estimateMs } } } } } }";
            JsonNode node = GraphQl.data(ben, query.formatted(meeting, viewer.participantId()))
                    .at("/meeting/viewerQuality/edges/0/node");
            assertThat(node.path("participantId").asString())
                    .isEqualTo(publisher.participantId().toString());
            assertThat(node.path("clockErrorMs").asDouble()).isEqualTo(1.5);
            assertThat(node.at("/report/rttMs").asDouble()).isEqualTo(40);
            assertThat(node.at("/report/framesDecoded").asInt()).isEqualTo(30);
            assertThat(node.at("/report/width").isNull()).isTrue();
            assertThat(node.at("/report/directMs").isNull()).isTrue();
            assertThat(node.at("/glassToGlass/cameraSource").asString()).isEqualTo("GOPRO");
            assertThat(node.at("/glassToGlass/renderMs").asDouble()).isEqualTo(19);
            assertThat(node.at("/glassToGlass/estimateMs").asDouble()).isEqualTo(174);
            assertThat(GraphQl.data(ben, query.formatted(meeting, publisher.participantId()))
                            .at("/meeting/viewerQuality/edges"))
                    .isEmpty();

            JsonNode download = TestBrowser.json(ben.get("/api/account/data"));
            assertThat(download.path("meetings").toString()).contains("viewerQuality", "\"glassToGlassMs\":174");
            TestBrowser eve = people.signIn("eve-" + UUID.randomUUID() + "@example.org");
            assertThat(GraphQl.data(eve, query.formatted(meeting, viewer.participantId()))
                            .path("meeting")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("A page reports what it views, once a second; other reports change nothing")
    void onlyWhatIsViewedIsReported() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            String id = publisher.publishCamera().path("publicationId").asString();
            viewer.awaitPublication(id);
            report(viewer, id);
            report(publisher, id);
            report(viewer, UUID.randomUUID().toString());
            viewer.view(id);
            for (int i = 0; i < 50; i++) {
                report(viewer, id);
            }
            viewer.await("viewerQuality");
            // The room handles messages in order.
            viewer.request("unview", Map.of("publicationId", id));
            publisher.request("unpublish", Map.of("publicationId", id));
            long answers = viewer.received().stream()
                    .filter(message -> message.path("type").asString().equals("viewerQuality"))
                    .count();
            // The fifty may have been sent over a change of the second.
            assertThat(answers).isBetween(1L, 3L);
            awaitRows(answers);
            assertThat(publisher.received())
                    .noneMatch(message -> message.path("type").asString().equals("viewerQuality"));
        }
    }

    @Test
    void pagesOfRowsHaveNoGapAndNoRepetition() {
        UUID participant = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            insert(UUID.randomUUID(), participant, Instant.now().minusSeconds(i / 2));
        }
        List<String> read = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 3; page++) {
            JsonNode rows = GraphQl.data(
                            ada,
                            ("{ meeting(id: \"%s\") { viewerQuality(first: 2, participantId: \"%s\", range: { from: \"%s\" }%s)"
                                            + " { edges { node { id } } pageInfo { endCursor hasNextPage } } } }")
                                    .formatted(
                                            meeting, participant, Instant.now().minusSeconds(60), after))
                    .at("/meeting/viewerQuality");
            rows.path("edges").forEach(edge -> read.add(edge.at("/node/id").asString()));
            assertThat(rows.at("/pageInfo/hasNextPage").asBoolean()).isEqualTo(page < 2);
            after = ", after: \"" + rows.at("/pageInfo/endCursor").asString() + "\"";
        }
        assertThat(read).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("Glass to glass over time has the figures of all viewers, by publisher and kind of clock")
    void reportsAreSummarisedByBuckets() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(7200);
        UUID publisher = UUID.randomUUID();
        // Two viewers for 20 seconds: 100, 101, … 119 ms and 200, 201, … 219 ms. A third one does not know the sum.
        for (String values :
                List.of("'OWN', 100 + n", "'OWN', 200 + n", "'OWN', cast(null as integer)", "'STAMP', 50 + n")) {
            insertSeconds(publisher, UUID.randomUUID(), start, values);
        }
        JsonNode history = glassToGlass(start, "PT10S");
        assertThat(history.path("resolution").asString()).isEqualTo("PT10S");
        assertThat(history.path("lines").findValuesAsString("source")).containsExactly("OWN", "STAMP");
        JsonNode line = history.at("/lines/0");
        assertThat(line.path("participantId").asString()).isEqualTo(publisher.toString());
        assertThat(line.path("buckets").findValuesAsString("startsAt"))
                .containsExactly(start.toString(), start.plusSeconds(10).toString());
        JsonNode bucket = line.at("/buckets/1");
        assertThat(bucket.path("reports").asInt()).isEqualTo(20);
        assertThat(bucket.path("viewers").asInt()).isEqualTo(2);
        // Nearest ranks of 110, … 119, 210, … 219, as the naive definition has them.
        assertThat(bucket.path("p5Ms").asDouble()).isEqualTo(110);
        assertThat(bucket.path("p50Ms").asDouble()).isEqualTo(119);
        assertThat(bucket.path("p95Ms").asDouble()).isEqualTo(218);
        assertThat(bucket.path("lowerMs").asDouble()).isEqualTo(110 - 30);
        assertThat(bucket.path("upperMs").asDouble()).isEqualTo(219 + 40);
        assertThat(glassToGlass(start.plusSeconds(15), "PT1M")
                        .at("/lines/0/buckets/0/reports")
                        .asInt())
                .as("the range begins within a bucket")
                .isEqualTo(10);
    }

    private JsonNode glassToGlass(Instant from, String resolution) {
        return GraphQl.data(
                        ada,
                        ("{ meeting(id: \"%s\") { glassToGlass(range: { from: \"%s\", to: \"%s\" }, resolution: \"%s\") {"
                                        + " resolution lines { participantId source buckets { startsAt reports viewers p5Ms p50Ms"
                                        + " p95Ms lowerMs upperMs } } } } }")
                                .formatted(meeting, from, from.plusSeconds(300), resolution))
                .at("/meeting/glassToGlass");
    }

    /** Rows of 20 seconds {@code n}, with a kind of clock and a sum of all stages. */
    private void insertSeconds(UUID publisher, UUID viewer, Instant start, String values) {
        database.sql("insert into viewer_quality_window (id, meeting_id, publication_id, participant_id, viewer_id,"
                        + " starts_at, camera_source, glass_to_glass_ms, glass_to_glass_lower_ms, glass_to_glass_upper_ms)"
                        + " select gen_random_uuid(), :meeting, gen_random_uuid(), :publisher, :viewer,"
                        + " :start + n * interval '1 second', source, ms, ms - 30, ms + 40"
                        + " from generate_series(0, 19) as n cross join lateral (select " + values
                        + ") as known (source, ms)")
                .bind("meeting", meeting)
                .bind("publisher", publisher)
                .bind("viewer", viewer)
                .bind("start", start)
                .then()
                .block();
    }

    @Test
    @DisplayName("The retention of measurements drops old rows of viewers")
    void oldRowsAreDropped() {
        Instant old = Instant.now().minusSeconds(40 * 24 * 3600L);
        LocalDate day = LocalDate.ofInstant(old, ZoneOffset.UTC);
        new OwnerOf(database)
                .execute("select create_measurement_partition('viewer_quality_window', 'starts_at', '%s')"
                        .formatted(day));
        insert(UUID.randomUUID(), UUID.randomUUID(), old);
        insert(UUID.randomUUID(), UUID.randomUUID(), Instant.now());
        assertThat(rows()).isEqualTo(2);
        database.sql("select drop_measurement_partitions(30, 30)").then().block();
        assertThat(rows()).isEqualTo(1);
    }

    private void report(CallPage page, String publicationId) {
        page.sendText("""
                {"type":"viewerReport","clockErrorMs":1.5,"publications":[{"publicationId":"%s","rttMs":40,
                 "jitterBufferMs":30,"decodeMs":5,"processingMs":35,"assemblyMs":4,"displayMs":50,"framesDecoded":30}]}
                """.formatted(publicationId));
    }

    private void measure(CallPage publisher, String publicationId) {
        liveValues.measured(List.of(new LatencySample(
                UUID.randomUUID(),
                meeting,
                publisher.participantId(),
                UUID.fromString(publicationId),
                Instant.now(),
                Instant.now(),
                100,
                90,
                110,
                100,
                90,
                110,
                8.0,
                ClockSource.GOPRO,
                SampleZone.ZONED,
                null,
                1,
                SampleValidity.VALID)));
    }

    private void insert(UUID id, UUID participant, Instant at) {
        database.sql("insert into viewer_quality_window (id, meeting_id, publication_id, participant_id, viewer_id,"
                        + " starts_at) values (:id, :meeting, :id, :participant, :participant, :at)")
                .bind("id", id)
                .bind("meeting", meeting)
                .bind("participant", participant)
                .bind("at", at)
                .then()
                .block();
    }

    private void awaitRows(long count) {
        Awaitility.await().untilAsserted(() -> assertThat(rows()).isEqualTo(count));
    }

    private long rows() {
        return database.sql("select count(*) as n from viewer_quality_window where meeting_id = :meeting")
                .bind("meeting", meeting)
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
    }
}
