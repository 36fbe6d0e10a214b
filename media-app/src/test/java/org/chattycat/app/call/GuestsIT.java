package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.identity.guest.Guests;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** People without an account: which meetings they may join, what they see there, and how their sessions end. */
class GuestsIT extends AdmissionTest {
    @Autowired
    private Guests guests;

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

    /** The short code leads to the meeting where its link does, and tells as little. */
    @Test
    void shortCodeFindsTheMeetingForThoseWhomItAdmits() {
        String code = shortCode();
        assertThat(code).isEqualTo(shortCode()).matches("[a-z]+-[a-z]+-[a-z]+-\\d\\d");
        String none = "abdomen-abdomen-abdomen-10";
        HttpResponse<String> unknown = find(people.stranger(), none);
        assertThat(unknown.statusCode()).isEqualTo(404);
        HttpResponse<String> closed = find(people.stranger(), code);
        assertThat(closed.statusCode()).isEqualTo(404);
        assertThat(withoutPath(closed)).isEqualTo(withoutPath(unknown));
        assertThat(withoutPath(find(people.stranger(), "hello"))).as("no code").isEqualTo(withoutPath(unknown));

        String typed = code.replace("-", "%20").toUpperCase(Locale.ROOT);
        assertThat(TestBrowser.json(find(ben, typed)).path("meetingId").asString())
                .isEqualTo(meeting.toString());
        allowGuests(true);
        for (TestBrowser open : List.of(people.stranger(), guest("Gus"))) {
            assertThat(TestBrowser.json(find(open, code.replace("-", "")))
                            .path("meetingId")
                            .asString())
                    .isEqualTo(meeting.toString());
        }
        try (CallPage host = CallPage.join(ada, meeting);
                CallPage member = CallPage.join(ben, meeting)) {
            assertThat(member.await("joined").at("/meeting/shortCode").asString())
                    .isEqualTo(code);
            GraphQl.data(
                    ada,
                    "mutation { removeParticipant(participantId: \"%s\") { id } }".formatted(member.participantId()));
            assertThat(withoutPath(find(ben, code))).isEqualTo(withoutPath(unknown));
        }
        String query = "{ meeting(id: \"%s\") { id } meetings(search: \"%s\") { edges { node { id shortCode } } } }"
                .formatted(
                        typed.replace("%20", " "),
                        code.substring(0, code.length() - 3).replace('-', ' '));
        assertThat(GraphQl.data(ada, query).toString())
                .isEqualTo(
                        "{\"meeting\":{\"id\":\"%s\"},\"meetings\":{\"edges\":[{\"node\":{\"id\":\"%s\",\"shortCode\":\"%s\"}}]}}"
                                .formatted(meeting, meeting, code));
        assertThat(GraphQl.data(ben, query).at("/meeting").isNull()).isTrue();
    }

    /** A problem without the path that was asked for. */
    private static String withoutPath(HttpResponse<String> problem) {
        return problem.body().replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    @Test
    void onlyWrongShortCodesAreCounted() {
        String code = shortCode();
        for (int i = 0; i < 40; i++) {
            assertThat(find(ada, code).statusCode()).isEqualTo(200);
        }
        List<Integer> statuses = new ArrayList<>();
        while (!statuses.contains(429) && statuses.size() < 40) {
            statuses.add(find(people.stranger(), "abacus-abacus-abacus-10").statusCode());
        }
        assertThat(statuses).hasSizeBetween(31, 33);
        assertThat(find(ada, code).statusCode())
                .as("a right one from the same address")
                .isEqualTo(429);
        assertThat(find(ada, "hello").statusCode()).as("no code").isEqualTo(404);
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

    private long count(String sql) {
        return database.sql(sql).map(row -> row.get("n", Long.class)).one().block();
    }
}
