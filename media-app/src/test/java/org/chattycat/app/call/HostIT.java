package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the host of a meeting decides, and nobody else: who may join it and remain, and who is asked for a stamp. */
class HostIT extends AdmissionTest {
    @Test
    void meetingIsCreatedForGuests() {
        JsonNode made = GraphQl.data(ada, "mutation { createMeeting(guestsAllowed: true) { id guestsAllowed } }");
        assertThat(made.at("/createMeeting/guestsAllowed").asBoolean()).isTrue();
        UUID open = UUID.fromString(made.at("/createMeeting/id").asString());
        assertThat(enter(people.stranger(), open, "Gus").statusCode()).isEqualTo(201);
    }

    @Test
    void onlyTheHostDecidesWhoJoins() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            for (TestBrowser other : List.of(ben, people.signIn("eve-" + UUID.randomUUID() + "@example.org"))) {
                for (String mutation : List.of(
                        "allowGuests(meetingId: \"%s\", allowed: true) { id }".formatted(meeting),
                        "lockMeeting(meetingId: \"%s\", locked: true) { id }".formatted(meeting),
                        "moveMeeting(meetingId: \"%s\") { id }".formatted(meeting),
                        "setWaitingRoom(meetingId: \"%s\", on: true) { id }".formatted(meeting),
                        "answerKnocks(meetingId: \"%s\", admitted: true) { id }".formatted(meeting),
                        "requestStamps(meetingId: \"%s\", requested: true) { id }".formatted(meeting),
                        "muteParticipant(participantId: \"%s\") { id }".formatted(host.participantId()),
                        "muteEverybody(meetingId: \"%s\") { id }".formatted(meeting),
                        "askToUnmute(participantId: \"%s\") { id }".formatted(host.participantId()),
                        "lowerHand(participantId: \"%s\") { id }".formatted(host.participantId()),
                        "lowerAllHands(meetingId: \"%s\") { id }".formatted(meeting),
                        "stopShare(participantId: \"%s\") { id }".formatted(host.participantId()),
                        "endMeeting(meetingId: \"%s\") { id }".formatted(meeting),
                        "setCoHost(participantId: \"%s\", coHost: true) { id }".formatted(member.participantId()),
                        "removeParticipant(participantId: \"%s\") { id }".formatted(host.participantId()),
                        "removeParticipant(participantId: \"%s\") { id }".formatted(member.participantId()))) {
                    assertThat(code(GraphQl.ask(other, "mutation { " + mutation + " }", Map.of())))
                            .as(mutation)
                            .isEqualTo("NOT_FOUND");
                }
            }
            assertThat(code(GraphQl.ask(ada, remove(host.participantId()), Map.of())))
                    .as("oneself")
                    .isEqualTo("NOT_FOUND");
            assertThat(allowed(ben, meeting)).isFalse();
            host.ping();
            host.await("pong");
            member.ping();
            member.await("pong");
        }
    }

    @Test
    void lockedMeetingAdmitsNobodyNew() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        TestBrowser early = guest("Early");
        TestBrowser eve = people.signIn("eve-" + UUID.randomUUID() + "@example.org");
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting);
                CallPage guest = CallPage.join(gus, meeting)) {
            GraphQl.data(
                    ada,
                    "mutation { removeParticipant(participantId: \"%s\", lock: true) { locked } }"
                            .formatted(guest.participantId()));
            guest.await(message -> message.path("code").asString().equals("REMOVED"), SOON);

            TestBrowser another = people.stranger();
            HttpResponse<String> shut = enter(another, meeting, "Gus II");
            assertThat(shut.statusCode()).isEqualTo(403);
            assertThat(TestBrowser.json(shut).path("code").asString()).isEqualTo("MEETING_LOCKED");
            assertThat(another.session().has("guest")).isFalse();
            assertThat(TestBrowser.json(another.get("/api/meetings/" + meeting + "/guests"))
                            .path("locked")
                            .asBoolean())
                    .isTrue();
            for (TestBrowser stranger : List.of(eve, early)) {
                try (CallPage page = CallPage.open(stranger)) {
                    assertThat(page.requestJoin(meeting).path("code").asString())
                            .isEqualTo("MEETING_LOCKED");
                }
            }
            // Everyone learns of the lock before the lobby.
            assertThat(entrance(eve, meeting).path("locked").asBoolean()).isTrue();
            assertThat(entrance(early, meeting).path("locked").asBoolean()).isTrue();
            for (TestBrowser known : List.of(ada, ben)) {
                assertThat(entrance(known, meeting).path("locked").asBoolean()).isFalse();
            }
            // People who were in the meeting may rejoin after a reload, or resume.
            CallPage.join(ada, meeting).close();
            CallPage.join(ben, meeting).close();
            try (CallPage resumed = CallPage.open(ben)) {
                assertThat(resumed.resume(meeting, member).path("participantId").asString())
                        .isEqualTo(member.participantId().toString());
            }
        }
        JsonNode open = GraphQl.data(
                ada, "mutation { lockMeeting(meetingId: \"%s\", locked: false) { locked } }".formatted(meeting));
        assertThat(open.at("/lockMeeting/locked").asBoolean()).isFalse();
        CallPage.join(eve, meeting).close();
        CallPage.join(early, meeting).close();
        assertThat(auditKinds()).contains("PARTICIPANT_REMOVED", "MEETING_LOCKED", "MEETING_UNLOCKED");
    }

    @Test
    @DisplayName("The host's request for stamps reaches everybody, also people who join later, until it is withdrawn")
    void hostRequestsStamps() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            JsonNode requested = requestStamps(true);
            assertThat(requested.at("/requestStamps/stampsRequested").asBoolean())
                    .isTrue();
            assertThat(host.await("stampRequest").path("active").asBoolean()).isTrue();
            assertThat(member.await("stampRequest").path("active").asBoolean()).isTrue();
            try (CallPage late = CallPage.join(ben, meeting)) {
                assertThat(late.await("joined").at("/meeting/stampsRequested").asBoolean())
                        .isTrue();
                requestStamps(false);
                for (CallPage page : List.of(host, member, late)) {
                    page.await(
                            message -> message.path("type").asString().equals("stampRequest")
                                    && !message.path("active").asBoolean(),
                            SOON);
                }
            }
            assertThat(auditKinds()).contains("STAMPS_REQUESTED", "STAMPS_REQUEST_WITHDRAWN");
            String again = "mutation { requestStamps(meetingId: \"%s\", requested: false) { id } }".formatted(meeting);
            Awaitility.await().pollInterval(Duration.ZERO).until(() -> "LIMIT_REACHED"
                    .equals(code(GraphQl.ask(ada, again, Map.of()))));
        }
    }

    @Test
    void muteIsKnownUntilTheMutedPersonEndsIt() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            UUID muted = member.participantId();
            GraphQl.data(ada, mute(muted));
            JsonNode told = member.await(HostIT::mutedByHost);
            assertThat(told.at("/participant/you").asBoolean()).isTrue();
            assertThat(host.await(HostIT::mutedByHost).at("/participant/id").asString())
                    .isEqualTo(muted.toString());
            try (CallPage resumed = CallPage.open(ben)) {
                JsonNode joined = resumed.resume(meeting, member);
                assertThat(joined.at("/participants/0/host").asBoolean()).isTrue();
                assertThat(joined.at("/participants/1/host").asBoolean()).isFalse();
                assertThat(joined.at("/participants/1/mutedByHostAt").asString())
                        .isEqualTo(told.at("/participant/mutedByHostAt").asString());
                resumed.request("unmute", Map.of());
                host.await(message -> message.at("/participant/id").asString().equals(muted.toString())
                        && message.at("/participant/mutedByHostAt").isNull());
                resumed.leave();
            }
            host.awaitLeft(muted);
            assertThat(code(GraphQl.ask(ada, mute(muted), Map.of()))).isEqualTo("NOT_FOUND");
            Awaitility.await().pollInterval(Duration.ZERO).until(() -> "LIMIT_REACHED"
                    .equals(code(GraphQl.ask(ada, mute(host.participantId()), Map.of()))));
        }
        assertThat(auditKinds()).contains("PARTICIPANT_MUTED");
    }

    @Test
    @DisplayName("The host mutes everybody else, and asks somebody to unmute, which that person's page only shows")
    void hostMutesEverybodyAndAsksToUnmute() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            GraphQl.data(ada, "mutation { muteEverybody(meetingId: \"%s\") { id } }".formatted(meeting));
            assertThat(host.await(HostIT::mutedByHost).at("/participant/id").asString())
                    .isEqualTo(member.participantId().toString());
            assertThat(member.await(HostIT::mutedByHost).at("/participant/you").asBoolean())
                    .isTrue();

            String ask = "mutation { askToUnmute(participantId: \"%s\") { id } }".formatted(member.participantId());
            GraphQl.data(ada, ask);
            member.await("unmuteRequest");
            assertThat(host.received())
                    .noneMatch(message -> message.path("type").asString().equals("unmuteRequest"));
            Awaitility.await().pollInterval(Duration.ZERO).until(() -> "LIMIT_REACHED"
                    .equals(code(GraphQl.ask(ada, ask, Map.of()))));
        }
        assertThat(auditKinds()).contains("EVERYBODY_MUTED", "UNMUTE_REQUESTED");
    }

    @Test
    void hostStopsAShare() {
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            String camera = member.publishCamera().path("publicationId").asString();
            String stop = "mutation { stopShare(participantId: \"%s\") { id } }".formatted(member.participantId());
            assertThat(code(GraphQl.ask(ada, stop, Map.of()))).isEqualTo("NOT_FOUND");
            String screen = member.publishScreen().path("publicationId").asString();
            host.awaitPublication(screen);
            host.forget();
            GraphQl.data(ada, stop);
            JsonNode left = host.await(
                    message -> message.at("/participant/publications").isArray(), SOON);
            assertThat(left.at("/participant/publications").valueStream().map(one -> one.path("id")
                            .asString()))
                    .containsExactly(camera);
            member.leave();
            host.leave();
        }
        assertThat(auditKinds()).contains("SHARE_STOPPED");
    }

    @Test
    @DisplayName("The host ends the meeting for everybody: nobody resumes, and whoever joins again starts a new call")
    void hostEndsTheMeeting() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting);
                CallPage away = CallPage.join(gus, meeting)) {
            away.breakOff();
            GraphQl.data(ada, "mutation { endMeeting(meetingId: \"%s\") { id } }".formatted(meeting));
            for (CallPage page : List.of(host, member)) {
                JsonNode ended =
                        page.await(message -> message.path("type").asString().equals("error"), SOON);
                assertThat(ended.path("code").asString()).isEqualTo("MEETING_ENDED");
                assertThat(ended.path("fatal").asBoolean()).isTrue();
                page.awaitClosed();
            }
            for (CallPage page : List.of(member, away)) {
                try (CallPage back = CallPage.open(page == away ? gus : ben)) {
                    assertThat(back.resume(meeting, page).path("code").asString())
                            .isEqualTo("MEETING_ENDED");
                    assertThat(back.requestJoin(meeting).path("type").asString())
                            .isEqualTo("joined");
                    back.leave();
                }
            }
        }
        assertThat(auditKinds()).contains("MEETING_ENDED");
    }

    private static String mute(UUID participant) {
        return "mutation { muteParticipant(participantId: \"%s\") { id } }".formatted(participant);
    }

    private static boolean mutedByHost(JsonNode message) {
        return message.at("/participant/mutedByHostAt").isString();
    }

    private JsonNode requestStamps(boolean requested) {
        return GraphQl.data(
                ada,
                "mutation { requestStamps(meetingId: \"%s\", requested: %s) { stampsRequested } }"
                        .formatted(meeting, requested));
    }

    @Test
    void lockedMeetingAdmitsItsHost() {
        GraphQl.data(ada, "mutation { lockMeeting(meetingId: \"%s\", locked: true) { locked } }".formatted(meeting));
        CallPage.join(ada, meeting).close();
    }

    @Test
    void disallowingGuestsEndsTheirCalls() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting);
                CallPage page = CallPage.join(gus, meeting)) {
            allowGuests(false);

            assertRemoved(page);
            host.awaitLeft(page.participantId());
            assertThat(gus.session().has("guest")).isFalse();
            assertRefused(gus);
            assertThat(enter(gus, meeting, "Gus").statusCode()).isEqualTo(404);
            member.ping();
            member.await("pong");
        }
        allowGuests(true);
        assertRefused(gus);
        assertThat(auditKinds()).contains("GUESTS_REFUSED");
    }

    @Test
    void removedPersonCannotRejoin() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting);
                CallPage memberElsewhere = CallPage.join(ben, meeting);
                CallPage inAnotherMeeting = CallPage.join(ben, GraphQl.createMeeting(ben));
                CallPage page = CallPage.join(gus, meeting)) {
            GraphQl.data(ada, remove(page.participantId()));
            assertRemoved(page);
            assertRefused(gus);

            GraphQl.data(ada, remove(member.participantId()));
            assertRemoved(member);
            assertRemoved(memberElsewhere);
            inAnotherMeeting.ping();
            inAnotherMeeting.await("pong");
            host.awaitLeft(member.participantId());
            assertThat(entrance(ben, meeting).get("exists").asBoolean()).isFalse();
            try (CallPage again = CallPage.open(ben)) {
                JsonNode refused = again.resume(meeting, member);
                assertThat(refused.path("code").asString()).isEqualTo("MEETING_NOT_FOUND");
            }
        }
        assertThat(GraphQl.data(ben, "{ meeting(id: \"%s\") { id } }".formatted(meeting))
                        .path("meeting")
                        .isNull())
                .isTrue();
        assertThat(auditKinds()).contains("PARTICIPANT_REMOVED");
    }

    @Test
    void deletingTheHostEndsTheGuests() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        try (CallPage page = CallPage.join(gus, meeting)) {
            String email = ada.session().get("email").asString();
            assertThat(ada.send("DELETE", "/api/account", "application/json", "{\"email\":\"" + email + "\"}")
                            .statusCode())
                    .isEqualTo(204);
            assertRemoved(page);
            assertThat(allowed(gus, meeting)).isFalse();
        }
    }

    private void assertRemoved(CallPage page) {
        JsonNode error = page.await(message -> message.path("type").asString().equals("error"), SOON);
        assertThat(error.path("code").asString()).isEqualTo("REMOVED");
        assertThat(error.path("fatal").asBoolean()).isTrue();
        page.awaitClosed();
    }

    private static String remove(UUID participant) {
        return "mutation { removeParticipant(participantId: \"%s\") { id } }".formatted(participant);
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString();
    }
}
