package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What hosts did is on the timeline of the meeting. */
class HostActionsIT extends AdmissionTest {
    @Test
    @DisplayName("The timeline has what hosts did, in its order, with who did it to whom, and not what changed nothing")
    void timelineHasWhatHostsDid() {
        for (int i = 0; i < 2; i++) {
            allowGuests(true);
            act(ada, "renameMeeting(meetingId: \"%s\", title: \"Weekly\") { id }".formatted(meeting));
        }
        String meetingArgument = "meetingId: \"" + meeting + "\"";
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting);
                CallPage guest = CallPage.join(guest("Gus"), meeting)) {
            String adas = "participantId: \"" + host.participantId() + "\"";
            String bens = "participantId: \"" + member.participantId() + "\"";
            act(ada, "setWaitingRoom(" + meetingArgument + ", on: true) { id }");
            act(ada, "setWaitingRoom(" + meetingArgument + ", on: false) { id }");
            act(ada, "setCoHost(" + bens + ", coHost: true) { id }");
            act(ada, "setCoHost(" + bens + ", coHost: true) { id }");
            act(ben, "muteParticipant(" + adas + ") { id }");
            act(ada, "muteEverybody(" + meetingArgument + ") { id }");
            act(ada, "askToUnmute(" + bens + ") { id }");
            for (boolean all : List.of(false, true)) {
                member.request("hand", Map.of("raised", true));
                for (int i = 0; i < 2; i++) {
                    act(ada, all ? "lowerAllHands(" + meetingArgument + ") { id }" : "lowerHand(" + bens + ") { id }");
                }
            }
            for (int i = 0; i < 2; i++) {
                act(ada, "requestStamps(" + meetingArgument + ", requested: true) { id }");
            }
            act(ada, "requestStamps(" + meetingArgument + ", requested: false) { id }");
            member.publishScreen();
            act(ada, "stopShare(" + bens + ") { id }");
            act(ben, "removeParticipant(participantId: \"" + guest.participantId() + "\", lock: true) { id }");
            act(ben, "lockMeeting(" + meetingArgument + ", locked: false) { id }");
            act(ada, "setCoHost(" + bens + ", coHost: false) { id }");
            allowGuests(false);
            act(ada, "endMeeting(" + meetingArgument + ") { id }");

            List<JsonNode> actions = actions(ben);
            assertThat(texts(actions, "action"))
                    .containsExactly(
                            "GUESTS_ALLOWED",
                            "RENAMED",
                            "WAITING_ROOM_OPENED",
                            "WAITING_ROOM_CLOSED",
                            "CO_HOST_MADE",
                            "MUTED",
                            "EVERYBODY_MUTED",
                            "UNMUTE_REQUESTED",
                            "HAND_LOWERED",
                            "HANDS_LOWERED",
                            "STAMPS_REQUESTED",
                            "STAMPS_REQUEST_WITHDRAWN",
                            "SHARE_STOPPED",
                            "REMOVED",
                            "LOCKED",
                            "UNLOCKED",
                            "CO_HOST_REMOVED",
                            "GUESTS_REFUSED",
                            "ENDED");
            String ofAda = name(ada);
            String ofBen = name(ben);
            assertThat(texts(actions, "actor"))
                    .containsExactly(
                            ofAda, ofAda, ofAda, ofAda, ofAda, ofBen, ofAda, ofAda, ofAda, ofAda, ofAda, ofAda, ofAda,
                            ofBen, ofBen, ofBen, ofAda, ofAda, ofAda);
            String toBen = member.participantId().toString();
            assertThat(texts(actions, "targetId"))
                    .containsExactly(
                            "",
                            "",
                            "",
                            "",
                            toBen,
                            host.participantId().toString(),
                            "",
                            toBen,
                            toBen,
                            "",
                            "",
                            "",
                            toBen,
                            guest.participantId().toString(),
                            "",
                            "",
                            toBen,
                            "",
                            "");
        }
        assertThat(TestBrowser.json(ben.get("/api/account/data"))
                        .path("meetings")
                        .valueStream()
                        .filter(row -> row.path("kind").asString().equals("hostAction"))
                        .map(row -> row.path("action").asString()))
                .containsExactly("MUTED", "REMOVED", "LOCKED", "UNLOCKED");

        String email = ben.session().get("email").asString();
        assertThat(ben.send("DELETE", "/api/account", "application/json", "{\"email\":\"" + email + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(actions(ada).get(5).path("actor").isNull()).isTrue();
    }

    @Test
    void nobodyFillsTheTimeline() {
        execute("insert into host_action (id, meeting_id, kind) select gen_random_uuid(), '" + meeting
                + "', 'LOCKED' from generate_series(1, 10000)");
        act(ada, "lockMeeting(meetingId: \"%s\", locked: true) { id }".formatted(meeting));
        assertThat(database.sql("select count(*) as n from host_action h join meeting m on m.id = h.meeting_id"
                                + " where m.locked and m.id = '" + meeting + "'")
                        .map(row -> row.get("n", Long.class))
                        .one()
                        .block())
                .isEqualTo(10_000);
    }

    private List<JsonNode> actions(TestBrowser person) {
        return GraphQl.data(
                        person,
                        "{ meeting(id: \"%s\") { timeline { edges { node { ... on HostAction { action actor targetId until } } } } } }"
                                .formatted(meeting))
                .at("/meeting/timeline/edges")
                .valueStream()
                .map(edge -> edge.path("node"))
                .filter(node -> node.has("action"))
                .toList();
    }

    private static List<String> texts(List<JsonNode> nodes, String field) {
        return nodes.stream()
                .map(node -> node.path(field).isNull() ? "" : node.path(field).asString())
                .toList();
    }

    private static String name(TestBrowser person) {
        return GraphQl.data(person, "{ me { displayName } }")
                .at("/me/displayName")
                .asString();
    }

    private static void act(TestBrowser host, String mutation) {
        GraphQl.data(host, "mutation { " + mutation + " }");
    }
}
