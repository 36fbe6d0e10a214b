package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.identity.guest.Guests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** People without an account: which meetings they may join, and how they are removed. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.meeting.max-guests=2",
            "chattycat.guests.per-client.count=5",
            "chattycat.worker.embedded=false"
        })
class GuestsIT {
    private static final Duration SOON = Duration.ofSeconds(2);

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Guests guests;

    private TestBrowser ada;
    private TestBrowser ben;
    private UUID meeting;

    @BeforeEach
    void meet() {
        execute("delete from rate_limit");
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        meeting = GraphQl.createMeeting(ada);
    }

    @Test
    void guestsJoinOnlyWhereTheHostAllowsIt() {
        TestBrowser gus = people.stranger();
        assertThat(allowed(gus, meeting)).isFalse();
        assertThat(enter(gus, meeting, "Gus").statusCode()).isEqualTo(404);
        assertThat(gus.session().has("guest")).isFalse();

        allowGuests(true);

        assertThat(allowed(gus, meeting)).isTrue();
        assertThat(enter(gus, meeting, "Gus").statusCode()).isEqualTo(201);
        JsonNode session = gus.session();
        assertThat(session.get("signedIn").asBoolean()).isFalse();
        assertThat(session.at("/guest/meetingId").asString()).isEqualTo(meeting.toString());
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage guest = CallPage.join(gus, meeting)) {
            JsonNode seen = host.awaitParticipant(guest.participantId(), "present");
            assertThat(seen.at("/participant/displayName").asString()).isEqualTo("Gus");
            assertThat(seen.at("/participant/guest").asBoolean()).isTrue();
            assertThat(guest.await("joined").path("participants").valueStream().map(who -> who.path("guest")
                            .asBoolean()))
                    .containsExactly(false, true);
        }
        assertThat(auditKinds()).contains("GUESTS_ALLOWED", "GUEST_ENTERED");
        assertThat(GraphQl.data(
                                ada,
                                "{ meeting(id: \"%s\") { host guestsAllowed participants { guest } } }"
                                        .formatted(meeting))
                        .path("meeting")
                        .toString())
                .contains("\"host\":true", "\"guestsAllowed\":true", "{\"guest\":true}", "{\"guest\":false}");
    }

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
                        "requestStamps(meetingId: \"%s\", requested: true) { id }".formatted(meeting),
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
    void guestSeesOneCallAndNothingElse() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        UUID other = UUID.fromString(GraphQl.data(ben, "mutation { createMeeting(guestsAllowed: true) { id } }")
                .at("/createMeeting/id")
                .asString());
        try (CallPage page = CallPage.open(gus)) {
            for (UUID refused : List.of(other, UUID.randomUUID(), other, UUID.randomUUID(), other)) {
                JsonNode answer = page.requestJoin(refused);
                assertThat(answer.path("code").asString()).as(answer.toString()).isEqualTo("MEETING_NOT_FOUND");
            }
            JsonNode answer = page.requestJoin(meeting);
            assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("joined");
        }
        HttpResponse<String> history = gus.postJson(
                "/graphql",
                Map.of(
                        "query",
                        "{ meeting(id: \"%s\") { latencySamples { edges { node { id } } } } }".formatted(meeting)));
        assertThat(history.statusCode()).isEqualTo(403);
        assertThat(TestBrowser.json(history).get("code").asString()).isEqualTo("GUEST");
        assertThat(count("select count(*) as n from meeting_member where meeting_id = '" + meeting + "'"))
                .as("only the creator")
                .isEqualTo(1);
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
    void namesAreNormalizedAndLimited() {
        allowGuests(true);
        HttpResponse<String> cleaned = enter(people.stranger(), meeting, " G\u202eu s\u200b \t x ");
        assertThat(TestBrowser.json(cleaned).get("displayName").asString()).isEqualTo("Gu s x");
        for (String bad : List.of("", "  ", "\u200d", "a".repeat(81), "a\u0000b")) {
            assertThat(enter(people.stranger(), meeting, bad).statusCode()).isEqualTo(400);
        }
        assertThat(people.stranger()
                        .postJson("/api/meetings/" + meeting + "/guests", Map.of())
                        .statusCode())
                .isEqualTo(400);
    }

    /** A guest with the host's name, in letters that look the same, is shown with a number. */
    @Test
    void guestCannotImpersonateTheHost() {
        allowGuests(true);
        try (CallPage host = CallPage.join(ada, meeting)) {
            String name = ownName(host);
            String imitation = name.replace('a', '\u0430');
            assertThat(imitation).isNotEqualTo(name);
            TestBrowser stranger = people.stranger();
            enter(stranger, meeting, imitation);
            try (CallPage guest = CallPage.join(stranger, meeting)) {
                assertThat(ownName(guest)).isEqualTo(imitation + " (2)");
            }
        }
    }

    @Test
    void guestSwitchesBetweenOwnPagesOnly() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        try (CallPage old = CallPage.join(gus, meeting);
                CallPage stranger = CallPage.join(ben, meeting);
                CallPage here = CallPage.join(gus, meeting)) {
            stranger.switchHere();
            here.switchHere();
            stranger.awaitLeft(old.participantId());
            assertThat(old.await("error").path("code").asString()).isEqualTo("REPLACED");
            here.ping();
            here.await("pong");
            stranger.ping();
            stranger.await("pong");
        }
    }

    private static String ownName(CallPage page) {
        for (JsonNode participant : page.await("joined").path("participants")) {
            if (participant.path("you").asBoolean()) {
                return participant.path("displayName").asString();
            }
        }
        throw new AssertionError("not in the room");
    }

    @Test
    void onlyAccountsLearnWhetherAMeetingExists() {
        UUID none = UUID.randomUUID();
        assertThat(entrance(ada, meeting).get("exists").asBoolean()).isTrue();
        assertThat(entrance(ada, none).get("exists").asBoolean()).isFalse();
        assertThat(entrance(people.stranger(), none)).isEqualTo(entrance(people.stranger(), meeting));
        assertThat(entrance(people.stranger(), meeting).has("exists")).isFalse();

        GraphQl.data(ada, "mutation { lockMeeting(meetingId: \"%s\", locked: true) { locked } }".formatted(meeting));
        assertThat(entrance(people.stranger(), meeting)).isEqualTo(entrance(people.stranger(), none));
        assertThat(entrance(ben, meeting).get("exists").asBoolean()).isTrue();
        assertThat(entrance(ben, meeting).get("locked").asBoolean()).isTrue();
    }

    @Test
    void guestsPerClientAddressAreLimited() {
        List<Integer> statuses = new ArrayList<>();
        HttpResponse<String> answer = null;
        allowGuests(true);
        while (!statuses.contains(429) && statuses.size() < 20) {
            answer = enter(people.stranger(), meeting, "Gus");
            statuses.add(answer.statusCode());
        }
        assertThat(statuses).hasSizeBetween(6, 8).endsWith(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 180L);
    }

    @Test
    void guestsLeavePlacesForAccounts() {
        allowGuests(true);
        TestBrowser late = guest("Late");
        try (CallPage one = CallPage.join(guest("One"), meeting);
                CallPage two = CallPage.join(guest("Two"), meeting);
                CallPage three = CallPage.open(late)) {
            JsonNode full = three.requestJoin(meeting);
            assertThat(full.path("code").asString()).isEqualTo("MEETING_FULL");
            CallPage.join(ada, meeting).close();
        }
    }

    @Test
    void guestGetsANewSession() {
        allowGuests(true);
        TestBrowser gus = people.stranger();
        gus.get("/api/sign-in/passkey/options");
        String planted = gus.cookie("chattycat").orElseThrow();
        String token = gus.cookie("XSRF-TOKEN").orElseThrow();
        enter(gus, meeting, "Gus");
        assertThat(gus.cookie("chattycat")).isPresent().get().isNotEqualTo(planted);
        gus.session();
        assertThat(gus.cookie("XSRF-TOKEN")).isPresent().get().isNotEqualTo(token);
        TestBrowser thief = people.stranger();
        thief.setCookie("chattycat", planted);
        assertThat(thief.session().has("guest")).isFalse();

        try (CallPage page = CallPage.join(gus, meeting)) {
            enter(gus, meeting, "Gustav");
            assertThat(page.await("error").path("code").asString()).isEqualTo("SESSION_ENDED");
            page.awaitClosed();
        }
        assertThat(count(
                        "select max_inactive_interval::bigint as n from spring_session where principal_name like 'guest:%'"
                                + " order by creation_time desc limit 1"))
                .isEqualTo(Duration.ofMinutes(30).toSeconds());
    }

    @Test
    void guestMaySignInButNotTheReverse() {
        allowGuests(true);
        HttpResponse<String> refused = enter(ben, meeting, "Ben");
        assertThat(refused.statusCode()).isEqualTo(409);
        TestBrowser gus = guest("Gus");
        String email = "gus-" + UUID.randomUUID() + "@example.org";
        gus.postJson("/api/sign-in/link", Map.of("email", email));
        assertThat(gus.confirm(gus.linkToken(email)).statusCode()).isEqualTo(200);
        assertThat(gus.session().get("signedIn").asBoolean()).isTrue();
        assertThat(gus.session().has("guest")).isFalse();
        assertThat(GraphQl.data(gus, "{ meetings { edges { node { id } } } }").at("/meetings/edges"))
                .isEmpty();
    }

    @Test
    void guestExpires() {
        allowGuests(true);
        TestBrowser gus = guest("Gus");
        try (CallPage page = CallPage.join(gus, meeting)) {
            execute("update guest set expires_at = now() - interval '1 second' where meeting_id = '" + meeting + "'");
            assertThat(gus.session().has("guest")).isFalse();
            assertRefused(gus);
            assertThat(guests.deleteExpired().block()).isEqualTo(2);
            assertThat(page.await(message -> message.path("type").asString().equals("error"), SOON)
                            .path("code")
                            .asString())
                    .isEqualTo("SESSION_ENDED");
            page.awaitClosed();
        }
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

    private static void assertRefused(TestBrowser browser) {
        assertThatThrownBy(() -> CallPage.open(browser))
                .satisfies(thrown -> assertThat(((WebSocketHandshakeException) thrown.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(401));
    }

    private void allowGuests(boolean allowed) {
        GraphQl.data(
                ada, "mutation { allowGuests(meetingId: \"%s\", allowed: %s) { id } }".formatted(meeting, allowed));
    }

    private static String remove(UUID participant) {
        return "mutation { removeParticipant(participantId: \"%s\") { id } }".formatted(participant);
    }

    private TestBrowser guest(String name) {
        TestBrowser browser = people.stranger();
        assertThat(enter(browser, meeting, name).statusCode()).isEqualTo(201);
        return browser;
    }

    private static HttpResponse<String> enter(TestBrowser browser, UUID meeting, String name) {
        return browser.postJson("/api/meetings/" + meeting + "/guests", Map.of("displayName", name));
    }

    private static boolean allowed(TestBrowser browser, UUID meeting) {
        return entrance(browser, meeting).get("allowed").asBoolean();
    }

    private static JsonNode entrance(TestBrowser browser, UUID meeting) {
        return TestBrowser.json(browser.get("/api/meetings/" + meeting + "/guests"));
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString();
    }

    private List<String> auditKinds() {
        return database.sql("select distinct kind from audit_event where detail like '%" + meeting
                        + "%' or account_id = '" + ada.accountId() + "'")
                .map(row -> row.get("kind", String.class))
                .all()
                .collectList()
                .block();
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    private long count(String sql) {
        return database.sql(sql).map(row -> row.get("n", Long.class)).one().block();
    }
}
