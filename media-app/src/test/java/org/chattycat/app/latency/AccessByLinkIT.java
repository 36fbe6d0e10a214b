package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the schema returns to readers of shared links. */
class AccessByLinkIT extends FieldAccessTest {
    /** The fields of a meeting that a link to its history shows. */
    private static final Set<String> SHOWN_BY_LINKS = Set.of(
            "id",
            "createdAt",
            "startedAt",
            "endedAt",
            "title",
            "participants",
            "latencySummary",
            "latencyHistory",
            "latencyDistribution",
            "latencySamples",
            "videoQuality",
            "glassToGlass",
            "timeline");

    /**
     * What links to the history and to a comparison get of the root fields: DATA, or the code of the first error. It is
     * TOKEN_SCOPE for all others. Query.shared and Query.meeting are asked for all their fields, some of which are hidden, and are
     * null where a comparison is shared.
     */
    private static final Map<String, List<String>> DECISIONS = Map.of(
            "Query.shared", List.of("TOKEN_SCOPE", "DATA"),
            "Query.meeting", List.of("TOKEN_SCOPE", "DATA"),
            "Query.compareMeetings", List.of("DATA", "NOT_FOUND"),
            "Subscription.latencyMeasured", List.of("DATA", "INVALID_ARGUMENT"),
            "Subscription.videoQualityMeasured", List.of("DATA", "INVALID_ARGUMENT"));

    private static final List<String> HIDDEN = List.of("TOKEN_SCOPE", "TOKEN_SCOPE");

    @Test
    void sharedLinksShowOneHistoryOrComparisonAndNothingElse() {
        UUID other = GraphQl.createMeeting(ada);
        GraphQl.data(ada, "mutation { renameMeeting(meetingId: \"%s\", title: \"Other\") { id } }".formatted(other));
        execute("insert into host_action (id, meeting_id, kind) values (gen_random_uuid(), '" + meeting
                + "', 'LOCKED')");
        execute(
                "insert into chat_message (id, meeting_id, number, participant_id, text, sent_at) values (gen_random_uuid(), '"
                        + meeting + "', 1, '" + participant + "', 'The secret chat', now())");
        execute("insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source,"
                + " measurements, min_ms, p50_ms, p95_ms, max_ms, validity) select gen_random_uuid(), id, '"
                + participant
                + "', 1, date_trunc('second', created_at) + interval '5 s', 'OWN', 1, 1, 1, 1, 1, 'VALID' from meeting where id = '"
                + meeting + "'");
        String to = "range: { to: \"" + Instant.now().plusSeconds(60) + "\" }";
        String span = "{ meetingId: \"%s\", %s }".formatted(meeting, to);
        Map<String, TokenClient> links = Map.of(
                "history", link("meetingId: \"%s\"".formatted(meeting)),
                "comparison", link("meetingId: \"%s\", spans: [%s, %s]".formatted(meeting, span, span)));
        Set<String> hidden = Set.of(
                ada.accountId().toString(),
                ada.session().get("email").asString(),
                "The secret chat",
                "LOCKED",
                other.toString());
        links.forEach((kind, client) -> {
            roots().forEach((field, operation) -> {
                String expected = DECISIONS.getOrDefault(field, HIDDEN).get(kind.equals("history") ? 0 : 1);
                JsonNode answer = ask(client, operation, expected);
                String code = answer.at("/errors/0/extensions/code").asString();
                assertThat(code.isEmpty() ? "DATA" : code)
                        .as(kind + field + answer)
                        .isEqualTo(expected);
                assertThat(answer.toString()).as(kind + field).doesNotContain(hidden);
            });
            for (GraphQLFieldDefinition field :
                    source.schema().getObjectType("Meeting").getFieldDefinitions()) {
                JsonNode answer = TestBrowser.json(
                        client.ask("{ meeting(id: \"" + meeting + "\") { " + selection(field) + " } }"));
                boolean shown = kind.equals("history") && SHOWN_BY_LINKS.contains(field.getName());
                assertThat(answer.has("errors"))
                        .as(kind + field.getName() + answer)
                        .isEqualTo(kind.equals("history") && !shown);
                if (shown || kind.equals("comparison")) {
                    assertThat(answer.at("/data/meeting").isObject())
                            .as(kind + field.getName() + answer)
                            .isEqualTo(shown);
                }
                assertThat(answer.toString()).as(kind + field.getName()).doesNotContain(hidden);
            }
            assertThat(TestBrowser.json(client.ask("{ meeting(id: \"" + other + "\") { id } }"))
                            .toString())
                    .isEqualTo("{\"data\":{\"meeting\":null}}");
            String two = "{ compareMeetings(spans: [%s, { meetingId: \"%s\" }]) { spans { label } } }";
            assertThat(TestBrowser.json(client.ask(two.formatted(span, other)))
                            .at("/errors/0/extensions/code")
                            .asString())
                    .as("with another meeting of the same account")
                    .isEqualTo("NOT_FOUND");
            for (String format : List.of("csv", "jsonl")) {
                HttpResponse<String> file = client.send("GET", "/api/meetings/" + meeting + "/samples." + format, null);
                assertThat(file.statusCode()).isEqualTo(kind.equals("history") ? 200 : 404);
                assertThat(file.body().contains(participant.toString())).isEqualTo(kind.equals("history"));
                assertThat(client.send("GET", "/api/meetings/" + other + "/samples." + format, null)
                                .statusCode())
                        .isEqualTo(404);
            }
            assertThat(client.send("GET", "/api/account/data", null).statusCode())
                    .isEqualTo(403);
        });
        assertThat(links.get("history")
                        .ask("{ shared { meeting { id participants { displayName } timeline { edges { node { ... on"
                                + " Annotation { text deletable } } } } } comparison { spans { label } } } }")
                        .body())
                .contains(
                        meeting.toString(),
                        "Ada the Secret",
                        "Ada's note",
                        "\"deletable\":false",
                        "\"comparison\":null");
        assertThat(links.get("comparison")
                        .ask("{ shared { meeting { id } comparison { spans { displayName } } } }")
                        .body())
                .contains("\"meeting\":null", "Ada the Secret");
    }

    /** By a socket where it is a subscription. */
    private JsonNode ask(TokenClient client, String operation, String expected) {
        if (!operation.startsWith("subscription")) {
            return TestBrowser.json(client.ask(operation));
        }
        GraphQlSocket socket = GraphQlSocket.of(client.socket(ada.base()));
        return expected.equals("DATA") ? valueOf(socket, operation) : errorOf(socket, operation);
    }

    private TokenClient link(String arguments) {
        return TokenClient.with(
                ada.base(),
                GraphQl.data(ada, "mutation { createSharedLink(days: 1, %s) { token } }".formatted(arguments))
                        .at("/createSharedLink/token")
                        .asString());
    }
}
