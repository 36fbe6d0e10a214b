package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Meetings and samples by GraphQL, for accounts with and without access. */
@ChattyCatTest
@TestPropertySource(properties = "chattycat.meeting.max-created-per-hour=3")
class HistoryIT {
    private static final Instant START = Instant.parse("2026-03-01T09:30:00.000001Z");

    /** Of all samples here. Without a range, they are those since the creation of the meeting. */
    private static final String RANGE = "range: { from: \"%s\" }".formatted(START);

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
    void signIn() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        meeting = GraphQl.createMeeting(ada);
    }

    private UUID store(Instant arrivedAt, UUID participant) {
        return Samples.store(database, meeting, participant, arrivedAt);
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString();
    }

    @Test
    void samplesComeInPagesWithoutGapOrRepetition() {
        UUID participant = UUID.randomUUID();
        // Three samples at each instant, which differ only by id.
        List<UUID> stored = IntStream.range(0, 9)
                .mapToObj(i -> store(START.plusMillis(i / 3), participant))
                .toList();
        List<UUID> read = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 5; page++) {
            JsonNode samples = GraphQl.data(
                            ada,
                            "{ meeting(id: \"%s\") { latencySamples(first: 2, %s%s) { edges { cursor node { id arrivedAt latencyMs } }"
                                            .formatted(meeting, RANGE, after)
                                    + " pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }")
                    .at("/meeting/latencySamples");
            samples.path("edges")
                    .forEach(
                            edge -> read.add(UUID.fromString(edge.at("/node/id").asString())));
            assertThat(samples.at("/pageInfo/hasNextPage").asBoolean()).isEqualTo(page < 4);
            assertThat(samples.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(page > 0);
            after = ", after: \"" + samples.at("/pageInfo/endCursor").asString() + "\"";
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(stored).doesNotHaveDuplicates();
    }

    @Test
    void rowsInsertedBetweenPagesMoveNoPage() {
        UUID participant = UUID.randomUUID();
        UUID first = store(START.plusSeconds(1), participant);
        UUID second = store(START.plusSeconds(3), participant);
        UUID third = store(START.plusSeconds(5), participant);
        JsonNode page = samplesAfter("");
        assertThat(page.at("/edges/0/node/id").asString()).isEqualTo(first.toString());

        store(START, participant);
        UUID between = store(START.plusSeconds(2), participant);
        page = samplesAfter(", after: \"" + page.at("/pageInfo/endCursor").asString() + "\"");
        assertThat(page.at("/edges/0/node/id").asString()).isEqualTo(between.toString());

        store(START.plusMillis(1500), participant);
        page = samplesAfter(", after: \"" + page.at("/pageInfo/endCursor").asString() + "\"");
        assertThat(page.at("/edges/0/node/id").asString()).isEqualTo(second.toString());
        page = samplesAfter(", after: \"" + page.at("/pageInfo/endCursor").asString() + "\"");
        assertThat(page.at("/edges/0/node/id").asString()).isEqualTo(third.toString());
        assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void samplesComeBackwardsInPagesWithoutGapOrRepetition() {
        UUID participant = UUID.randomUUID();
        IntStream.range(0, 9).forEach(i -> store(START.plusMillis(i / 3), participant));
        List<String> forwards = ids(samples("first: 1000, " + RANGE));
        List<String> read = new ArrayList<>();
        String before = "";
        for (int page = 0; page < 5; page++) {
            JsonNode samples = samples("last: 2, " + RANGE + before);
            read.addAll(0, ids(samples));
            assertThat(samples.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(page < 4);
            assertThat(samples.at("/pageInfo/hasNextPage").asBoolean()).isEqualTo(page > 0);
            before = before(samples);
        }
        assertThat(read).isEqualTo(forwards).hasSize(9);
    }

    @Test
    void rowsInsertedBetweenPagesMoveNoPageThatIsReadBackwards() {
        UUID participant = UUID.randomUUID();
        store(START.plusSeconds(1), participant);
        UUID second = store(START.plusSeconds(3), participant);
        UUID third = store(START.plusSeconds(5), participant);
        JsonNode page = samples("last: 1, " + RANGE);
        assertThat(ids(page)).containsExactly(third.toString());

        store(START.plusSeconds(6), participant);
        UUID between = store(START.plusSeconds(4), participant);
        page = samples("last: 1, " + RANGE + before(page));
        assertThat(ids(page)).containsExactly(between.toString());

        store(START.plusMillis(4500), participant);
        page = samples("last: 1, " + RANGE + before(page));
        assertThat(ids(page)).containsExactly(second.toString());
        assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
        page = samples(RANGE + ", first: null" + before(page));
        assertThat(ids(page)).hasSize(1);
        assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isFalse();
        page = samples("last: 1, " + RANGE + before(page));
        assertThat(ids(page)).isEmpty();
        assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isFalse();
    }

    private static String before(JsonNode page) {
        return ", before: \"" + page.at("/pageInfo/startCursor").asString() + "\"";
    }

    private static List<String> ids(JsonNode page) {
        return page.path("edges").findValuesAsString("id");
    }

    private JsonNode samplesAfter(String after) {
        return GraphQl.data(
                        ada,
                        "{ meeting(id: \"%s\") { latencySamples(first: 1, %s%s) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }"
                                .formatted(meeting, RANGE, after))
                .at("/meeting/latencySamples");
    }

    @Test
    void aMeetingCreatedBetweenPagesMovesNoPage() {
        UUID newer = GraphQl.createMeeting(ada);
        JsonNode page = GraphQl.data(ada, "{ meetings(first: 1) { edges { node { id } } pageInfo { endCursor } } }");
        assertThat(page.at("/meetings/edges/0/node/id").asString()).isEqualTo(newer.toString());
        GraphQl.createMeeting(ada);
        page = GraphQl.data(
                ada,
                "{ meetings(first: 1, after: \"%s\") { edges { node { id } } pageInfo { hasNextPage hasPreviousPage } } }"
                        .formatted(page.at("/meetings/pageInfo/endCursor").asString()));
        assertThat(page.at("/meetings/edges/0/node/id").asString()).isEqualTo(meeting.toString());
        assertThat(page.at("/meetings/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(page.at("/meetings/pageInfo/hasPreviousPage").asBoolean()).isTrue();
    }

    @Test
    void samplesAreChosenByTimeAndParticipant() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        store(START, one);
        UUID wanted = store(START.plusSeconds(1), one);
        store(START.plusSeconds(1), other);
        store(START.plusSeconds(2), one);
        JsonNode edges = GraphQl.data(
                        ada,
                        ("{ meeting(id: \"%s\") { latencySamples(participantId: \"%s\", range: { from: \"%s\", to: \"%s\" })"
                                        + " { edges { node { id arrivedAt } } } } }")
                                .formatted(meeting, one, START.plusMillis(1), START.plusSeconds(2)))
                .at("/meeting/latencySamples/edges");
        assertThat(edges).hasSize(1);
        assertThat(edges.at("/0/node/id").asString()).isEqualTo(wanted.toString());
        assertThat(edges.at("/0/node/arrivedAt").asString()).isEqualTo("2026-03-01T09:30:01.000001Z");
    }

    @Test
    void samplesAreChosenByTheKindOfTheirClock() {
        store(START, UUID.randomUUID());
        assertThat(samples("source: GOPRO, " + RANGE).at("/edges")).hasSize(1);
        assertThat(samples("source: OWN, " + RANGE).at("/edges")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"latencySamples", "viewerQuality"})
    void whatIsOutsideTheMeetingIsEmpty(String field) {
        Samples.store(database, meeting, UUID.randomUUID());
        for (String range : List.of(
                "from: \"2001-01-01T00:00:00Z\", to: \"2002-01-01T00:00:00Z\"",
                "from: \"2901-01-01T00:00:00Z\", to: \"2902-01-01T00:00:00Z\"")) {
            assertThat(GraphQl.data(
                                    ada,
                                    "{ meeting(id: \"%s\") { %s(range: { %s }) { edges { node { id } } } } }"
                                            .formatted(meeting, field, range))
                            .at("/meeting/" + field + "/edges"))
                    .isEmpty();
        }
    }

    private JsonNode samples(String arguments) {
        return GraphQl.data(
                        ada,
                        "{ meeting(id: \"%s\") { latencySamples(%s) { edges { node { id } }"
                                        .formatted(meeting, arguments)
                                + " pageInfo { hasNextPage hasPreviousPage startCursor } } } }")
                .at("/meeting/latencySamples");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVALID_ARGUMENT | latencySamples(first: 0)",
                "INVALID_ARGUMENT | latencySamples(first: -1)",
                "INVALID_ARGUMENT | latencySamples(first: 1001)",
                "INVALID_ARGUMENT | latencySamples(last: 0)",
                "INVALID_ARGUMENT | latencySamples(last: 1001)",
                "INVALID_ARGUMENT | latencySamples(first: 1, last: 1)",
                "INVALID_ARGUMENT | latencySamples(after: \"nonsense\", last: 1)",
                "INVALID_ARGUMENT | latencySamples(first: 1, before: \"nonsense\")",
                "BAD_CURSOR | latencySamples(before: \"nonsense\")",
                "INVALID_ARGUMENT | latencySamples(participantId: \"me\")",
                "INVALID_ARGUMENT | viewerQuality(viewerId: \"me\")",
                "BAD_CURSOR | latencySamples(after: \"nonsense\")",
                "RANGE_REVERSED | latencySamples(range: { from: \"2026-03-02T00:00:00Z\", to: \"2026-03-01T00:00:00Z\" })",
                "RANGE_REVERSED | latencySamples(range: { from: \"2026-03-01T00:00:00Z\", to: \"2026-03-01T00:00:00Z\" })",
                "RANGE_REVERSED | viewerQuality(range: { from: \"2026-03-02T00:00:00Z\", to: \"2026-03-01T00:00:00Z\" })",
                "UNKNOWN_PARTICIPANT | latencySamples(participantId: \"00000000-0000-4000-8000-000000000000\")",
                "UNKNOWN_PARTICIPANT | viewerQuality(participantId: \"00000000-0000-4000-8000-000000000000\")",
                "UNKNOWN_PARTICIPANT | viewerQuality(viewerId: \"00000000-0000-4000-8000-000000000000\")",
            })
    void badArgumentsAreNamed(String code, String field) {
        store(START, UUID.randomUUID());
        JsonNode answer = GraphQl.ask(
                ada, "{ meeting(id: \"%s\") { %s { edges { node { id } } } } }".formatted(meeting, field), Map.of());
        assertThat(code(answer)).as(answer.toString()).isEqualTo(code);
    }

    @Test
    void othersGetNothingByAnyField() {
        store(Instant.now(), UUID.randomUUID());
        assertThat(GraphQl.data(ben, "{ meeting(id: \"%s\") { id } }".formatted(meeting))
                        .path("meeting")
                        .isNull())
                .isTrue();
        assertThat(GraphQl.data(ben, "{ meeting(id: \"%s\") { id } }".formatted(UUID.randomUUID()))
                        .path("meeting")
                        .isNull())
                .isTrue();
        assertThat(GraphQl.data(ben, "{ meeting(id: \"nonsense\") { id } }")
                        .path("meeting")
                        .isNull())
                .isTrue();
        assertThat(GraphQl.data(ben, "{ meetings { edges { node { id } } } }").at("/meetings/edges"))
                .isEmpty();
        assertThat(GraphQl.data(ada, "{ meetings { edges { node { id } } } }").at("/meetings/edges"))
                .hasSize(1);
        JsonNode me = GraphQl.data(ben, "{ me { id email } }");
        assertThat(me.at("/me/id").asString()).isEqualTo(ben.accountId().toString());
    }

    @Test
    void onlyGraphQlIsCompressed() {
        String query = "{\"query\":\"{ __schema { types { name description fields { name description } } } }\"}";
        HttpResponse<String> samples = ada.send(HttpRequest.newBuilder(ada.at("/graphql"))
                .header("Accept", "application/graphql-response+json")
                .header("Accept-Encoding", "gzip")
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", ada.cookie("XSRF-TOKEN").orElseThrow())
                .POST(HttpRequest.BodyPublishers.ofString(query)));
        assertThat(samples.statusCode()).isEqualTo(200);
        assertThat(samples.headers().firstValue("Content-Encoding")).contains("gzip");
        HttpResponse<String> data =
                ada.send(HttpRequest.newBuilder(ada.at("/api/account/data")).header("Accept-Encoding", "gzip"));
        assertThat(data.body()).contains(meeting.toString());
        assertThat(data.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void strangersAreTurnedAway() {
        TestBrowser stranger = people.stranger();
        assertThat(stranger.postJson("/graphql", Map.of("query", "{ me { id } }"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void removedAccountsSeeNothing() {
        database.sql("insert into meeting_member (meeting_id, account_id) values (:meeting, :account)")
                .bind("meeting", meeting)
                .bind("account", ben.accountId())
                .then()
                .block();
        String query = "{ meeting(id: \"%s\") { id } }".formatted(meeting);
        assertThat(GraphQl.data(ben, query).at("/meeting/id").asString()).isEqualTo(meeting.toString());
        database.sql("update meeting_member set removed_at = now() where account_id = :account")
                .bind("account", ben.accountId())
                .then()
                .block();
        assertThat(GraphQl.data(ben, query).path("meeting").isNull()).isTrue();
    }

    @Test
    void creatingMeetingsHasALimit() {
        GraphQl.createMeeting(ada);
        GraphQl.createMeeting(ada);
        JsonNode answer = GraphQl.ask(ada, "mutation { createMeeting { id } }", Map.of());
        assertThat(code(answer)).isEqualTo("LIMIT_REACHED");
        assertThat(answer.at("/errors/0/message").asString()).contains("3 meetings");
        JsonNode page =
                GraphQl.data(ada, "{ meetings(first: 2) { edges { node { createdAt } } pageInfo { hasNextPage } } }");
        assertThat(page.at("/meetings/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(page.at("/meetings/edges/0/node/createdAt").asString())
                .isGreaterThan(page.at("/meetings/edges/1/node/createdAt").asString());
    }

    /** The last one has pages of 100. */
    @ParameterizedTest
    @ValueSource(strings = {"first: 1000", "last: 1000", "last: null"})
    void expensiveDocumentsAreNotExecuted(String size) {
        JsonNode answer = GraphQl.ask(
                ada,
                "{ meetings(first: 15) { edges { node { latencySamples(%s) { edges { node { id publicationId arrivedAt"
                                .formatted(size)
                        + " clockAt latencyMs lowerMs upperMs estimateMs source zone validity } } } } } } }",
                Map.of());
        assertThat(code(answer)).isEqualTo("TOO_COMPLEX");
    }

    @Test
    void newSamplesArriveBySubscription() {
        try (GraphQlSocket socket = GraphQlSocket.open(ada)) {
            socket.subscribe(
                    "subscription { latencyMeasured(meetingId: \"%s\") { id latencyMs estimateMs validity clockFault source } }"
                            .formatted(meeting));
            LatencySample measured = measurement(meeting);
            JsonNode next = socket.awaitNextWhile(() -> {
                liveValues.measured(List.of(measurement(UUID.randomUUID())));
                liveValues.measured(List.of(measured));
            });
            assertThat(next.at("/payload/data/latencyMeasured/id").asString())
                    .isEqualTo(measured.id().toString());
            assertThat(next.at("/payload/data/latencyMeasured/latencyMs").asDouble())
                    .isEqualTo(measured.latencyMs());
            assertThat(next.at("/payload/data/latencyMeasured/estimateMs").asDouble())
                    .isEqualTo(measured.estimateMs());
            assertThat(next.at("/payload/data/latencyMeasured/validity").asString())
                    .isEqualTo("CLOCK_FAULT");
            assertThat(next.at("/payload/data/latencyMeasured/clockFault").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void othersCannotSubscribe() {
        try (GraphQlSocket socket = GraphQlSocket.open(ben)) {
            socket.subscribe("subscription { latencyMeasured(meetingId: \"%s\") { id } }".formatted(meeting));
            JsonNode error = socket.await("error");
            assertThat(error.toString()).contains("There is no such meeting, or you may not see it.");
        }
    }

    static LatencySample measurement(UUID meetingId) {
        UUID id = UUID.randomUUID();
        return new LatencySample(
                id,
                meetingId,
                id,
                id,
                START,
                START.minusMillis(250),
                250,
                200,
                300,
                240,
                200,
                260,
                15.0,
                ClockSource.GOPRO,
                SampleZone.ZONED,
                null,
                1,
                SampleValidity.CLOCK_FAULT);
    }
}
