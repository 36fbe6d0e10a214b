package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLNamedType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code node} returns for every kind of object to whoever asks. */
class AccessByNodeIT extends FieldAccessTest {
    private static final Set<String> OF_THE_MEETING = Set.of(
            "Meeting",
            "Participant",
            "ChatMessage",
            "Annotation",
            "ScreenShare",
            "HostAction",
            "Recording",
            "RaisedHand",
            "Reaction",
            "MediaServerOutage",
            "Alert");

    /** Which the fields of an account show to whoever is signed in, and to no token. */
    private static final Set<String> SIGNED_IN_ONLY = Set.of("AccessToken", "AlertRule", "Webhook", "WebhookDelivery");

    private final Map<String, UUID> ids = new LinkedHashMap<>();

    @BeforeEach
    void createOneOfEachKind() {
        ids.put("Account", ada.accountId());
        ids.put("Meeting", meeting);
        ids.put("Participant", participant);
        ids.put("Annotation", annotation);
        String of = "meeting_id, participant_id) values ('%s', ";
        String here = ", '" + meeting + "', '" + participant + "')";
        insert("ChatMessage", "chat_message (id, number, text, sent_at, " + of + "1, 'Hello', now()" + here);
        insert("HostAction", "host_action (id, kind, " + of + "'MUTED'" + here);
        execute("insert into recording_span (id, meeting_id, ended_at, ended_because) values ('" + meeting + "', '"
                + meeting + "', now(), 'HOST')");
        insert(
                "Recording",
                "recording (id, span_id, publication_id, kind, instance_id, state, ended_at, " + of + "'" + meeting
                        + "', gen_random_uuid(), 'camera', gen_random_uuid(), 'COMPLETE', now()" + here);
        insert("RaisedHand", "gesture (id, kind, " + of + "'HAND'" + here);
        insert("Reaction", "gesture (id, kind, " + of + "'CLAP'" + here);
        insert("ScreenShare", "publication (id, kind, " + of + "'screen'" + here);
        insert(
                "Alert",
                "alert (id, publication_id, kind, threshold, seconds, value, began_at, " + of
                        + "gen_random_uuid(), 'LOSS', 5, 30, 7, now()" + here);
        insert(
                "MediaServerOutage",
                "media_server_outage (id, began_at, meeting_id) values ('%s', now(), '" + meeting + "')");
        ids.put(
                "AccessToken",
                UUID.fromString(TokenClient.create(ada, "READ", null).id()));
        ids.put("Webhook", made("createWebhook(url: \"https://example.org/alerts\") { webhook { id } }", "webhook"));
        ids.put("AlertRule", made("createAlertRule(rule: { kind: LOSS, threshold: 5, seconds: 30 }) { id }", ""));
        ids.put(
                "SharedLink",
                made("createSharedLink(meetingId: \"" + meeting + "\", days: 1) { link { id } }", "link"));
        insert(
                "WebhookDelivery",
                "webhook_delivery (id, event, body, webhook_id) values ('%s', 'test', '{}', '" + ids.get("Webhook")
                        + "')");
    }

    private void insert(String kind, String row) {
        UUID id = UUID.randomUUID();
        execute("insert into " + row.formatted(id));
        ids.put(kind, id);
    }

    private UUID made(String mutation, String inside) {
        JsonNode answer = GraphQl.data(ada, "mutation { " + mutation + " }");
        String field = mutation.substring(0, mutation.indexOf('('));
        return UUID.fromString(answer.path(field)
                .at(inside.isEmpty() ? "/id" : "/" + inside + "/id")
                .asString());
    }

    @Test
    void thereIsAnIdOfEveryKind() {
        assertThat(ids.keySet())
                .containsExactlyInAnyOrderElementsOf(source
                        .schema()
                        .getImplementations((graphql.schema.GraphQLInterfaceType)
                                source.schema().getType("Node"))
                        .stream()
                        .map(GraphQLNamedType::getName)
                        .toList());
    }

    @Test
    void theOwnerFindsEverythingAndOthersWhatTheyMaySee() {
        TestBrowser member = people.signIn("member-" + UUID.randomUUID() + "@fields.example");
        TestBrowser stranger = people.signIn("stranger-" + UUID.randomUUID() + "@fields.example");
        TestBrowser removed = people.signIn("removed-" + UUID.randomUUID() + "@fields.example");
        execute("insert into meeting_member (meeting_id, account_id, removed_at) values ('" + meeting + "', '"
                + member.accountId() + "', null), ('" + meeting + "', '" + removed.accountId() + "', now())");
        ids.forEach((kind, id) -> {
            assertFound(kind, id, GraphQl.ask(ada, document(id), Map.of()));
            JsonNode asMember = GraphQl.ask(member, document(id), Map.of());
            if (OF_THE_MEETING.contains(kind)) {
                assertFound(kind, id, asMember);
            } else {
                assertNothing(kind, asMember);
            }
            for (TestBrowser nobody : List.of(stranger, removed)) {
                assertNothing(kind, GraphQl.ask(nobody, document(id), Map.of()));
            }
        });
        String note = "{ node(id: \"" + annotation + "\") { ... on Annotation { text deletable } } }";
        assertThat(GraphQl.data(ada, note).at("/node/deletable").asBoolean()).isTrue();
        assertThat(GraphQl.data(member, note).at("/node/deletable").asBoolean()).isFalse();
    }

    @Test
    void tokensFindWhatTheirScopeSays() {
        TokenClient all = TokenClient.create(ada, "READ", null);
        TokenClient one = TokenClient.create(ada, "READ", meeting);
        TokenClient other = TokenClient.create(ada, "READ", GraphQl.createMeeting(ada));
        ids.forEach((kind, id) -> {
            for (TokenClient token : List.of(all, one, other)) {
                JsonNode answer = TestBrowser.json(token.ask(document(id)));
                if (SIGNED_IN_ONLY.contains(kind) || kind.equals("Account") && token != all) {
                    assertThat(answer.at("/errors/0/extensions/code").asString())
                            .as(kind + answer)
                            .isEqualTo("TOKEN_SCOPE");
                } else if (token == other) {
                    assertNothing(kind, answer);
                } else {
                    assertFound(kind, id, answer);
                }
            }
        });
    }

    @Test
    void whatIsNoNodeIsNull() {
        String sample = GraphQl.data(
                        ada, "{ meeting(id: \"" + meeting + "\") { latencySamples { edges { node { id } } } } }")
                .at("/meeting/latencySamples/edges/0/node/id")
                .asString();
        for (String id : List.of(sample, UUID.randomUUID().toString(), "no id", "")) {
            assertThat(GraphQl.data(ada, document(id)).get("node").isNull())
                    .as(id)
                    .isTrue();
        }
    }

    private static String document(Object id) {
        return "{ node(id: \"" + id + "\") { __typename id } }";
    }

    private static void assertFound(String kind, UUID id, JsonNode answer) {
        assertThat(answer.toString())
                .isEqualTo("{\"data\":{\"node\":{\"__typename\":\"" + kind + "\",\"id\":\"" + id + "\"}}}");
    }

    private static void assertNothing(String kind, JsonNode answer) {
        assertThat(answer.toString()).as(kind).isEqualTo("{\"data\":{\"node\":null}}");
    }
}
