package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who becomes a co-host, what co-hosts may do, and how that ends. */
class CoHostIT extends AdmissionTest {
    @Test
    @DisplayName("A co-host may do what the host may, at once and after a reload, until the host ends that")
    void coHostActsAsTheHost() {
        TestBrowser eve = eve();
        waitingRoom(ada);
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = enter(ben)) {
            assertThat(knock(eve)).isEqualTo("WAITING");
            host.await("knocks");
            assertThat(member.received())
                    .noneMatch(message -> message.path("type").asString().equals("knocks"));

            setCoHost(member, true);
            assertThat(host.await(CoHostIT::isCoHost).at("/participant/id").asString())
                    .isEqualTo(member.participantId().toString());
            assertThat(member.await(CoHostIT::isCoHost).at("/participant/host").asBoolean())
                    .isTrue();
            // Who waits already is a matter of the new host, too.
            assertThat(member.await("knocks").at("/knocks/0/displayName").asString())
                    .isEqualTo("Eve");
            assertThat(hosting(ben).toString())
                    .isEqualTo("{\"host\":true,\"coHost\":true,\"coHosts\":[{\"participantId\":\""
                            + member.participantId() + "\",\"displayName\":\"" + name(member)
                            + "\"}],\"knocks\":[{\"displayName\":\"Eve\"}]}");
            assertThat(hosting(ada).at("/coHost").asBoolean()).isFalse();

            for (String mutation : List.of(
                    "answerKnocks(meetingId: \"%s\", admitted: true) { id }".formatted(meeting),
                    "allowGuests(meetingId: \"%s\", allowed: true) { id }".formatted(meeting),
                    "renameMeeting(meetingId: \"%s\", title: \"Weekly\") { id }".formatted(meeting),
                    "requestStamps(meetingId: \"%s\", requested: true) { id }".formatted(meeting),
                    "muteParticipant(participantId: \"%s\") { id }".formatted(host.participantId()),
                    "askToUnmute(participantId: \"%s\") { id }".formatted(host.participantId()))) {
                GraphQl.data(ben, "mutation { " + mutation + " }");
            }
            host.await(message -> message.at("/participant/mutedByHostAt").isString());
            host.await("unmuteRequest");
            CallPage.join(eve, meeting).close();
            for (boolean locked : new boolean[] {true, false}) {
                GraphQl.data(
                        ben,
                        "mutation { lockMeeting(meetingId: \"%s\", locked: %s) { id } }".formatted(meeting, locked));
            }

            try (CallPage reloaded = CallPage.join(ben, meeting)) {
                assertThat(reloaded.await("joined")
                                .path("participants")
                                .valueStream()
                                .filter(one -> one.path("you").asBoolean())
                                .allMatch(one -> one.path("coHost").asBoolean()))
                        .isTrue();
            }

            String end = "mutation { " + coHost(member, false) + " }";
            member.forget();
            GraphQl.data(ada, end);
            member.await(message -> message.at("/participant/you").asBoolean()
                    && !message.at("/participant/host").asBoolean());
            assertThat(refusal(ben, "lockMeeting(meetingId: \"%s\", locked: true) { id }".formatted(meeting)))
                    .isEqualTo("NOT_FOUND");
            assertThat(hosting(ben).at("/host").asBoolean()).isFalse();
        }
        assertThat(auditKinds()).contains("CO_HOST_MADE", "CO_HOST_REMOVED");
    }

    @Test
    @DisplayName("The page of a former co-host forgets who waits")
    void formerCoHostForgetsWhoWaits() {
        try (CallPage member = CallPage.join(ben, meeting)) {
            waitingRoom(ada);
            setCoHost(member, true);
            assertThat(knock(eve())).isEqualTo("WAITING");
            member.await("knocks");
            setCoHost(member, false);
            member.await(message ->
                    message.path("knocks").isArray() && message.path("knocks").isEmpty());
        }
    }

    @Test
    @DisplayName("Only the creator makes co-hosts, of people with an account who are present")
    void onlyTheCreatorMakesCoHosts() {
        allowGuests(true);
        TestBrowser eve = eve();
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting);
                CallPage another = CallPage.join(eve, meeting);
                CallPage guest = CallPage.join(guest("Gus"), meeting)) {
            for (CallPage target : List.of(host, member, another)) {
                assertThat(refusal(ben, coHost(target, true))).isEqualTo("NOT_FOUND");
            }
            assertThat(refusal(ada, coHost(guest, true))).isEqualTo("NOT_FOUND");
            assertThat(refusal(ada, coHost(host, true))).isEqualTo("NOT_FOUND");

            setCoHost(member, true);
            setCoHost(another, true);
            assertThat(refusal(ben, coHost(member, false))).isEqualTo("NOT_FOUND");
            assertThat(refusal(ben, coHost(guest, true))).isEqualTo("NOT_FOUND");
            assertThat(refusal(ben, "deleteMeeting(meetingId: \"%s\")".formatted(meeting)))
                    .isEqualTo("NOT_FOUND");
            for (CallPage target : List.of(host, another)) {
                assertThat(refusal(ben, remove(target))).as("a host").isEqualTo("NOT_FOUND");
            }
            GraphQl.data(ben, "mutation { " + remove(guest) + " }");
            guest.await(message -> message.path("code").asString().equals("REMOVED"), SOON);

            another.leave();
            host.awaitLeft(another.participantId());
            setCoHost(another, false);
            assertThat(refusal(ada, coHost(another, true))).as("has left").isEqualTo("NOT_FOUND");

            GraphQl.data(ada, "mutation { " + remove(member) + " }");
            member.await(message -> message.path("code").asString().equals("REMOVED"), SOON);
            assertThat(hosting(ada).path("coHosts")).isEmpty();
            assertThat(refusal(ben, "lockMeeting(meetingId: \"%s\", locked: true) { id }".formatted(meeting)))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    @DisplayName(
            "A co-host remains when the creator's account is deleted, and so do guests; the last host's deletion ends both")
    void coHostRemainsWithoutTheCreator() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        try (CallPage member = CallPage.join(ben, meeting);
                CallPage guest = CallPage.join(gus, meeting)) {
            setCoHost(member, true);
            assertThat(TestBrowser.json(ben.get("/api/account/data"))
                            .path("meetings")
                            .valueStream()
                            .filter(row -> row.path("kind").asString().equals("coHost"))
                            .map(row -> row.path("meetingId").asString()))
                    .containsExactly(meeting.toString());
            delete(ada);
            guest.ping();
            guest.await("pong");
            GraphQl.data(
                    ben, "mutation { muteParticipant(participantId: \"%s\") { id } }".formatted(guest.participantId()));
            guest.await(message -> message.at("/participant/mutedByHostAt").isString(), SOON);
            waitingRoom(ben);
            assertThat(knock(eve())).isEqualTo("WAITING");
            delete(ben);
            guest.await(message -> message.path("code").asString().equals("REMOVED"), SOON);
        }
        assertThat(database.sql("select count(*) as n from co_host where meeting_id = '" + meeting + "'")
                        .map(row -> row.get("n", Long.class))
                        .one()
                        .block())
                .isZero();
    }

    private static void delete(TestBrowser person) {
        String email = person.session().get("email").asString();
        assertThat(person.send("DELETE", "/api/account", "application/json", "{\"email\":\"" + email + "\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    private static boolean isCoHost(JsonNode message) {
        return message.at("/participant/coHost").asBoolean();
    }

    private static String name(CallPage page) {
        return page.await("joined")
                .path("participants")
                .valueStream()
                .filter(one -> one.path("you").asBoolean())
                .map(one -> one.path("displayName").asString())
                .findAny()
                .orElseThrow();
    }

    /** Joins a meeting with a waiting room. */
    private CallPage enter(TestBrowser browser) {
        assertThat(knock(browser)).isEqualTo("WAITING");
        GraphQl.data(ada, "mutation { answerKnocks(meetingId: \"%s\", admitted: true) { id } }".formatted(meeting));
        return CallPage.join(browser, meeting);
    }

    private String knock(TestBrowser browser) {
        return TestBrowser.json(browser.postJson("/api/meetings/" + meeting + "/knock", Map.of("displayName", "Eve")))
                .path("state")
                .asString();
    }

    private void waitingRoom(TestBrowser host) {
        GraphQl.data(host, "mutation { setWaitingRoom(meetingId: \"%s\", on: true) { id } }".formatted(meeting));
    }

    private TestBrowser eve() {
        return people.signIn("eve-" + UUID.randomUUID() + "@example.org");
    }

    private JsonNode hosting(TestBrowser person) {
        return GraphQl.data(
                        person,
                        "{ meeting(id: \"%s\") { host coHost coHosts { participantId displayName } knocks { displayName } } }"
                                .formatted(meeting))
                .path("meeting");
    }

    private void setCoHost(CallPage page, boolean coHost) {
        GraphQl.data(ada, "mutation { " + coHost(page, coHost) + " }");
    }

    private static String coHost(CallPage page, boolean coHost) {
        return "setCoHost(participantId: \"%s\", coHost: %s) { id }".formatted(page.participantId(), coHost);
    }

    private static String remove(CallPage page) {
        return "removeParticipant(participantId: \"%s\") { id }".formatted(page.participantId());
    }

    private static String refusal(TestBrowser person, String mutation) {
        return GraphQl.ask(person, "mutation { " + mutation + " }", Map.of())
                .at("/errors/0/extensions/code")
                .asString();
    }
}
