package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who waits for the host of a meeting, and how that ends. */
class WaitingRoomIT extends AdmissionTest {
    @Test
    @DisplayName("People who are new wait until the host lets them in, and the host sees who waits")
    void hostLetsPeopleIn() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        TestBrowser eve = eve();
        CallPage.join(ben, meeting).close();
        waitingRoom(true);
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            for (TestBrowser stranger : List.of(gus, eve)) {
                assertThat(entrance(stranger, meeting).path("waits").asBoolean())
                        .isTrue();
                assertWaits(stranger);
            }
            assertThat(entrance(ben, meeting).path("waits").asBoolean()).isFalse();
            assertThat(knock(ben, "Ben")).isEqualTo("ADMITTED");

            assertThat(answer(gus)).isEqualTo("NOT_WAITING");
            assertThat(knock(gus, "Gus")).isEqualTo("WAITING");
            JsonNode first = host.await("knocks").at("/knocks/0");
            assertThat(first.path("displayName").asString()).isEqualTo("Gus");
            assertThat(first.path("guest").asBoolean()).isTrue();
            assertThat(knock(eve, "Eve")).isEqualTo("WAITING");
            JsonNode second = host.await(message -> message.path("knocks").size() == 2, SOON)
                    .at("/knocks/1");
            assertThat(answer(eve)).isEqualTo("WAITING");
            assertWaits(eve);
            assertThat(GraphQl.data(
                                    ada,
                                    "{ meeting(id: \"%s\") { waitingRoom knocks { displayName guest } } }"
                                            .formatted(meeting))
                            .path("meeting")
                            .toString())
                    .isEqualTo("{\"waitingRoom\":true,\"knocks\":[{\"displayName\":\"Gus\",\"guest\":true},"
                            + "{\"displayName\":\"Eve\",\"guest\":false}]}");
            assertThat(GraphQl.data(ben, "{ meeting(id: \"%s\") { knocks { id } } }".formatted(meeting))
                            .at("/meeting/knocks")
                            .isEmpty())
                    .isTrue();

            answerKnocks("knockId: %s, admitted: false".formatted(second.path("id")));
            assertThat(answer(eve)).isEqualTo("DENIED");
            assertThat(knock(eve, "Eve")).as("again at once").isEqualTo("DENIED");
            assertWaits(eve);
            String twice = "mutation { answerKnocks(meetingId: \"%s\", knockId: %s, admitted: true) { id } }"
                    .formatted(meeting, second.path("id"));
            assertThat(GraphQl.ask(ada, twice, Map.of())
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("NOT_FOUND");

            answerKnocks("admitted: true");
            assertThat(answer(gus)).isEqualTo("ADMITTED");
            host.await(
                    message -> message.path("knocks").isArray()
                            && message.path("knocks").isEmpty(),
                    SOON);
            CallPage.join(gus, meeting).close();
            assertThat(answer(gus)).as("was in the meeting").isEqualTo("ADMITTED");
            assertThat(admissions()).containsExactly("Gus");
            assertThat(member.received())
                    .noneMatch(message -> message.path("type").asString().equals("knocks"));
        }
        assertThat(auditKinds()).contains("WAITING_ROOM_OPENED", "KNOCK_ADMITTED", "KNOCK_DENIED");
    }

    @Test
    @DisplayName("Whoever asks and waits for the answer gets it when it is there, also that the meeting is locked")
    void answersComeAtOnce() {
        waitingRoom(true);
        TestBrowser eve = eve();
        assertThat(knock(ben, "Ben")).isEqualTo("WAITING");
        assertThat(knock(eve, "Eve")).isEqualTo("WAITING");
        CompletableFuture<HttpResponse<String>> toBen = ask(ben);
        String bens = GraphQl.data(ada, "{ meeting(id: \"%s\") { knocks { id } } }".formatted(meeting))
                .at("/meeting/knocks/0/id")
                .asString();
        answerKnocks("knockId: \"%s\", admitted: true".formatted(bens));
        assertThat(TestBrowser.json(toBen.orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS)
                                .join())
                        .path("state")
                        .asString())
                .isEqualTo("ADMITTED");
        CompletableFuture<HttpResponse<String>> toEve = ask(eve);
        lock(true);
        assertThat(toEve.orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS)
                        .join()
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoWaitsLearnsAtOnceThatAHostComesAndGoes() {
        waitingRoom(true);
        assertThat(knock(ben, "Ben")).isEqualTo("WAITING");
        CompletableFuture<JsonNode> coming = news(ben, false);
        try (CallPage host = CallPage.join(ada, meeting)) {
            assertThat(coming.join().path("hostPresent").asBoolean()).isTrue();
            CompletableFuture<JsonNode> going = news(ben, true);
            host.leave();
            assertThat(going.join().path("hostPresent").asBoolean()).isFalse();
            assertThat(going.join().path("state").asString()).isEqualTo("WAITING");
        }
    }

    /** What somebody is told who waits and knows whether a host is there. */
    private CompletableFuture<JsonNode> news(TestBrowser browser, boolean hostPresent) {
        return CompletableFuture.supplyAsync(
                        () -> TestBrowser.json(browser.get(knocks() + "?wait=true&hostPresent=" + hostPresent)))
                .orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<HttpResponse<String>> ask(TestBrowser browser) {
        return CompletableFuture.supplyAsync(() -> browser.get(knocks() + "?wait=true"));
    }

    @Test
    @DisplayName(
            "Waiting ends when the person leaves or stops asking, when the meeting is locked, and when the waiting room closes")
    void waitingEnds() {
        waitingRoom(true);
        TestBrowser eve = eve();
        assertThat(knock(ben, "Ben")).isEqualTo("WAITING");
        assertThat(knock(eve, "Eve")).isEqualTo("WAITING");
        // A host who comes later sees them too.
        try (CallPage host = CallPage.join(ada, meeting)) {
            host.await(message -> message.path("knocks").size() == 2, SOON);
            assertThat(ben.send("DELETE", knocks(), "application/json", "").statusCode())
                    .isEqualTo(204);
            host.await(message -> message.path("knocks").size() == 1, SOON);
            execute("update knock set expires_at = now() where meeting_id = '" + meeting + "'");
            host.await(
                    message -> message.path("knocks").isArray()
                            && message.path("knocks").isEmpty(),
                    SOON);
            assertThat(answer(eve)).isEqualTo("NOT_WAITING");

            assertThat(knock(eve, "Eve")).isEqualTo("WAITING");
            lock(true);
            assertThat(eve.get(knocks()).statusCode()).isEqualTo(403);
            lock(false);
            assertThat(answer(eve)).isEqualTo("NOT_WAITING");

            assertThat(knock(eve, "Eve")).isEqualTo("WAITING");
            waitingRoom(false);
            assertThat(answer(eve)).isEqualTo("ADMITTED");
            CallPage.join(eve, meeting).close();
        }
        assertThat(admissions()).as("of everybody who waited when it closed").hasSize(1);
        assertThat(ben.get("/api/meetings/" + UUID.randomUUID() + "/knock").statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName(
            "People who wait see the title and whether the host is there, and learn that the host ended the meeting")
    void whoWaitsLearnsOfTheMeeting() {
        allowGuests(true);
        waitingRoom(true);
        TestBrowser gus = guest("Gus");
        assertThat(knock(gus, "Gus")).isEqualTo("WAITING");
        assertThat(told(gus).toString()).isEqualTo("{\"state\":\"WAITING\",\"hostPresent\":false}");
        GraphQl.data(ada, "mutation { renameMeeting(meetingId: \"%s\", title: \"Weekly\") { id } }".formatted(meeting));
        try (CallPage host = CallPage.join(ada, meeting)) {
            assertThat(told(gus).toString())
                    .isEqualTo("{\"state\":\"WAITING\",\"hostPresent\":true,\"title\":\"Weekly\"}");
            GraphQl.data(ada, "mutation { endMeeting(meetingId: \"%s\") { id } }".formatted(meeting));
            assertThat(answer(gus)).isEqualTo("MEETING_ENDED");
            assertWaits(gus);
            assertThat(knock(gus, "Gus")).as("for the next call").isEqualTo("WAITING");
        }
    }

    @Test
    @DisplayName(
            "When guests are no longer allowed, none waits; when the host's account is deleted, nobody new may join")
    void nobodyWaitsInVain() {
        allowGuests(true);
        waitingRoom(true);
        TestBrowser gus = guest("Gus");
        TestBrowser eve = eve();
        assertThat(knock(gus, "Gus")).isEqualTo("WAITING");
        assertThat(knock(eve, "Eve")).isEqualTo("WAITING");
        try (CallPage host = CallPage.join(ada, meeting)) {
            host.await(message -> message.path("knocks").size() == 2, SOON);
            allowGuests(false);
            JsonNode left = host.await(message -> message.path("knocks").size() == 1, SOON);
            assertThat(left.at("/knocks/0/displayName").asString()).isEqualTo("Eve");
            assertThat(gus.get(knocks()).statusCode()).isEqualTo(401);
        }
        execute("update meeting set created_by = null where id = '" + meeting + "'");
        assertThat(TestBrowser.json(eve.get(knocks())).path("code").asString()).isEqualTo("MEETING_LOCKED");
        assertThat(entrance(eve, meeting).path("locked").asBoolean()).isTrue();
    }

    @Test
    void knocksAreLimited() {
        waitingRoom(true);
        List<Integer> statuses = new ArrayList<>();
        while (!statuses.contains(429) && statuses.size() < 70) {
            statuses.add(ben.postJson(knocks(), Map.of("displayName", "Ben")).statusCode());
        }
        assertThat(statuses).hasSizeBetween(61, 63);
        assertThat(ben.get(knocks()).statusCode()).as("whoever waits already").isEqualTo(200);
    }

    private void assertWaits(TestBrowser browser) {
        try (CallPage page = CallPage.open(browser)) {
            assertThat(page.requestJoin(meeting).path("code").asString()).isEqualTo("ADMISSION_REQUIRED");
        }
    }

    private String knocks() {
        return "/api/meetings/" + meeting + "/knock";
    }

    private String knock(TestBrowser browser, String name) {
        return TestBrowser.json(browser.postJson(knocks(), Map.of("displayName", name)))
                .path("state")
                .asString();
    }

    private String answer(TestBrowser browser) {
        return told(browser).path("state").asString();
    }

    private JsonNode told(TestBrowser browser) {
        return TestBrowser.json(browser.get(knocks()));
    }

    private TestBrowser eve() {
        return people.signIn("eve-" + UUID.randomUUID() + "@example.org");
    }

    /** Of whom the timeline says that the host let them in. */
    private List<String> admissions() {
        return GraphQl.data(
                        ada,
                        "{ meeting(id: \"%s\") { timeline { edges { node { ... on Admission { displayName } } } } } }"
                                .formatted(meeting))
                .findValuesAsString("displayName");
    }

    private void waitingRoom(boolean on) {
        GraphQl.data(ada, "mutation { setWaitingRoom(meetingId: \"%s\", on: %s) { id } }".formatted(meeting, on));
    }

    private void answerKnocks(String arguments) {
        GraphQl.data(ada, "mutation { answerKnocks(meetingId: \"%s\", %s) { id } }".formatted(meeting, arguments));
    }

    private void lock(boolean locked) {
        GraphQl.data(ada, "mutation { lockMeeting(meetingId: \"%s\", locked: %s) { id } }".formatted(meeting, locked));
    }
}
