package org.chattycat.app.latency.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.chattycat.app.latency.history.MeasuredMeeting.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What happened in a meeting, and what people noted about it, by GraphQL. */
@ChattyCatTest
class TimelineIT {
    private static final String EVENT = """
            __typename id at until
            ... on Stay { participantId displayName }
            ... on Admission { participantId displayName }
            ... on ScreenShare { participantId }
            ... on Annotation { text author deletable }
            ... on ClockFault { participantId source samples }
            """;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MediaServerOutages outages;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
    private TestBrowser ada;
    private TestBrowser ben;
    private UUID meeting;
    private MeasuredMeeting measured;
    private UUID participant;

    @BeforeEach
    void createMeeting() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@timeline.example");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@timeline.example");
        meeting = GraphQl.createMeeting(ada);
        execute("update meeting set created_at = '%s' where id = '%s'".formatted(start, meeting));
        execute("insert into meeting_member (meeting_id, account_id) values ('%s', '%s')"
                .formatted(meeting, ben.accountId()));
        measured = new MeasuredMeeting(database, meeting);
        participant = measured.join("Ada");
        execute("update participant set joined_at = '%s', left_at = '%s' where id = '%s'"
                .formatted(minute(0), minute(60), participant));
    }

    @Test
    void everythingComesInTheOrderInWhichItBegan() {
        admit(minute(4));
        share(minute(5), minute(8));
        annotate(ada, "text: \"Router restarted\", at: \"%s\"".formatted(minute(10)));
        annotate(ben, "text: \"Kitchen\", at: \"%s\", until: \"%s\"".formatted(minute(12), minute(14)));
        outages.begin(meeting, minute(20)).block();
        outages.begin(meeting, minute(21)).block();
        outages.end(meeting, minute(22)).block();
        outages.end(meeting, minute(23)).block();
        fault(30, 31, 33);
        measured.rollUp();
        fault(40);

        List<JsonNode> events = timeline(ada, "");

        assertThat(events.stream().map(event -> event.get("__typename").asString()))
                .containsExactly(
                        "Stay",
                        "Admission",
                        "ScreenShare",
                        "Annotation",
                        "Annotation",
                        "MediaServerOutage",
                        "ClockFault",
                        "ClockFault",
                        "ClockFault");
        assertThat(events.stream().map(event -> minutesOf(event)))
                .containsExactly("0-60", "4", "5-8", "10", "12-14", "20-22", "30-32", "33-34", "40-41");
        assertThat(events.get(1).get("displayName").asString()).isEqualTo("Ada");
        assertThat(events.get(1).get("participantId").asString()).isEqualTo(participant.toString());
        assertThat(events.get(3).get("text").asString()).isEqualTo("Router restarted");
        assertThat(events.get(4).get("author").asString()).startsWith("ben-");
        assertThat(events.get(6).get("samples").asInt()).isEqualTo(4);
        assertThat(events.get(6).get("participantId").asString()).isEqualTo(participant.toString());
    }

    @Test
    void aRangeHasWhatTouchesIt() {
        admit(minute(4));
        share(minute(5), minute(8));
        annotate(ada, "text: \"One\", at: \"%s\"".formatted(minute(10)));
        annotate(ada, "text: \"Two\", at: \"%s\", until: \"%s\"".formatted(minute(12), minute(14)));

        assertThat(touching(0, 4)).isEqualTo("0-60");
        assertThat(touching(4, 5)).isEqualTo("0-60 4");
        assertThat(touching(5, 6)).isEqualTo("0-60 5-8");
        assertThat(touching(7, 8)).isEqualTo("0-60 5-8");
        assertThat(touching(8, 10)).isEqualTo("0-60");
        assertThat(touching(10, 11)).isEqualTo("0-60 10");
        assertThat(touching(13, 20)).isEqualTo("0-60 12-14");
        assertThat(touching(61, 62)).isEmpty();
    }

    private String touching(int from, int to) {
        return String.join(
                " ",
                timeline(ada, "range: {from: \"%s\", to: \"%s\"}".formatted(minute(from), minute(to))).stream()
                        .map(this::minutesOf)
                        .toList());
    }

    @Test
    void pagesHaveEachEventOnce() {
        List<String> expected = new ArrayList<>();
        IntStream.range(1, 8)
                .forEach(i -> expected.add(annotate(ada, "text: \"%d\", at: \"%s\"".formatted(i, minute(3)))));
        List<String> found = new ArrayList<>();
        String after = "null";
        JsonNode page;
        do {
            page = GraphQl.data(ada, """
                    { meeting(id: "%s") { timeline(first: 3, after: %s) {
                        edges { node { id } } pageInfo { hasNextPage endCursor } } } }""".formatted(meeting, after)).at("/meeting/timeline");
            page.get("edges").forEach(edge -> found.add(edge.at("/node/id").asString()));
            after = "\"" + page.at("/pageInfo/endCursor").asString() + "\"";
        } while (page.at("/pageInfo/hasNextPage").asBoolean());

        assertThat(found).hasSize(8).startsWith(participant.toString()).containsAll(expected);
    }

    @Test
    void whatIsNotAnAnnotationIsRefused() {
        assertThat(refusal("text: \"x\", at: \"%s\"".formatted(minute(-1)))).isEqualTo("OUTSIDE_MEETING");
        assertThat(refusal("text: \"x\", at: \"%s\", until: \"%s\"".formatted(minute(5), minute(62))))
                .isEqualTo("OUTSIDE_MEETING");
        // Without a time it is now, and the meeting ended hours ago.
        assertThat(refusal("text: \"x\"")).isEqualTo("OUTSIDE_MEETING");
        assertThat(refusal("text: \"x\", at: \"%s\", until: \"%s\"".formatted(minute(5), minute(5))))
                .isEqualTo("RANGE_REVERSED");
        assertThat(refusal("text: \" \\u200b \", at: \"%s\"".formatted(minute(5))))
                .isEqualTo("BAD_TEXT");
        assertThat(refusal("text: \"%s\", at: \"%s\"".formatted("x".repeat(201), minute(5))))
                .isEqualTo("BAD_TEXT");
    }

    private String refusal(String arguments) {
        JsonNode answer = GraphQl.ask(
                ada, "mutation { annotate(meetingId: \"%s\", %s) { id } }".formatted(meeting, arguments), Map.of());
        return answer.at("/errors/0/extensions/code").asString();
    }

    @Test
    void aTextIsCleanedAndNowIsTheDefault() {
        execute("update participant set left_at = null where id = '%s'".formatted(participant));
        Instant before = Instant.now().minusSeconds(1);
        annotate(ben, "text: \"  a \\u202e b\\n c \"");
        JsonNode event = timeline(ben, "").get(1);
        assertThat(event.get("text").asString()).isEqualTo("a b c");
        assertThat(Instant.parse(event.get("at").asString()))
                .isBetween(before, Instant.now().plusSeconds(1));
        assertThat(event.get("until").isNull()).isTrue();
    }

    @Test
    void theAuthorAndTheHostMayDelete() {
        String adas = annotate(ada, "text: \"Ada's\", at: \"%s\"".formatted(minute(1)));
        String bens = annotate(ben, "text: \"Ben's\", at: \"%s\"".formatted(minute(2)));
        assertThat(timeline(ben, "").stream()
                        .map(event -> event.path("deletable").asString()))
                .containsExactly("", "false", "true");

        assertThat(delete(ben, adas).at("/errors/0/extensions/code").asString()).isEqualTo("NOT_FOUND");
        assertThat(delete(ada, bens).at("/data/deleteAnnotation").asString()).isEqualTo(bens);
        assertThat(delete(ada, adas).at("/data/deleteAnnotation").asString()).isEqualTo(adas);
        assertThat(delete(ada, adas).at("/errors/0/extensions/code").asString()).isEqualTo("NOT_FOUND");
        assertThat(timeline(ada, "")).hasSize(1);
    }

    @Test
    void theDownloadHasAnnotationsAndDeletingTheAccountDeletesThem() {
        annotate(ada, "text: \"Ada's\", at: \"%s\"".formatted(minute(1)));
        annotate(ben, "text: \"Ben's\", at: \"%s\"".formatted(minute(2)));
        JsonNode data = TestBrowser.json(ben.get("/api/account/data")).get("annotations");
        assertThat(data).hasSize(1);
        assertThat(data.get(0).get("text").asString()).isEqualTo("Ben's");

        String email = ben.session().get("email").asString();
        assertThat(ben.send("DELETE", "/api/account", "application/json", "{\"email\":\"%s\"}".formatted(email))
                        .statusCode())
                .isEqualTo(204);
        assertThat(timeline(ada, "").stream().map(event -> event.path("text").asString()))
                .containsExactly("", "Ada's");
    }

    @Test
    void oldOutagesAreDeleted() {
        outages.begin(meeting, Instant.now().minus(Duration.ofDays(91))).block();
        outages.end(meeting, Instant.now().minus(Duration.ofDays(91))).block();
        outages.begin(meeting, minute(3)).block();
        outages.deleteExpired().block();
        assertThat(timeline(ada, "range: {from: \"2000-01-01T00:00:00Z\"}").stream()
                        .map(this::minutesOf))
                .containsExactly("0-60", "3");
        execute("update participant set left_at = null where id = '%s'".formatted(participant));
        outages.endUnlessInUse(meeting, minute(4)).block();
        assertThat(minutesOf(timeline(ada, "").get(1))).isEqualTo("3");
        execute("update participant set left_at = now() where id = '%s'".formatted(participant));
        outages.endUnlessInUse(meeting, minute(4)).block();
        assertThat(minutesOf(timeline(ada, "").get(1))).isEqualTo("3-4");
    }

    private Instant minute(int number) {
        return start.plus(Duration.ofMinutes(number));
    }

    private String minutesOf(JsonNode event) {
        String from = minuteOf(event.get("at"));
        return event.get("until").isNull() ? from : from + "-" + minuteOf(event.get("until"));
    }

    private String minuteOf(JsonNode instant) {
        return String.valueOf(
                Duration.between(start, Instant.parse(instant.asString())).toMinutes());
    }

    private List<JsonNode> timeline(TestBrowser person, String arguments) {
        String given = arguments.isEmpty() ? "" : "(" + arguments + ")";
        return GraphQl.data(
                        person,
                        "{ meeting(id: \"%s\") { timeline%s { edges { node { %s } } } } }"
                                .formatted(meeting, given, EVENT))
                .findValues("node");
    }

    private String annotate(TestBrowser person, String arguments) {
        return GraphQl.data(person, "mutation { annotate(meetingId: \"%s\", %s) { id } }".formatted(meeting, arguments))
                .at("/annotate/id")
                .asString();
    }

    private static JsonNode delete(TestBrowser person, String annotation) {
        return GraphQl.ask(
                person, "mutation { deleteAnnotation(annotationId: \"%s\") }".formatted(annotation), Map.of());
    }

    private void admit(Instant at) {
        execute("update participant set admitted_at = '%s' where id = '%s'".formatted(at, participant));
    }

    private void share(Instant from, Instant to) {
        execute("""
                insert into publication (id, meeting_id, participant_id, kind, started_at, ended_at)
                values (gen_random_uuid(), '%s', '%s', 'screen', '%s', '%s')""".formatted(meeting, participant, from, to));
    }

    /** Two samples of a wrong clock, and a good one, in each of these minutes. */
    private void fault(int... minutes) {
        measured.store(
                participant,
                "OWN",
                IntStream.of(minutes)
                        .mapToObj(number -> List.of(
                                new Sample(minute(number), -50, "CLOCK_FAULT"),
                                new Sample(minute(number).plusSeconds(20), -50, "CLOCK_FAULT"),
                                new Sample(minute(number).plusSeconds(40), 200, "VALID")))
                        .flatMap(List::stream)
                        .toList());
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
