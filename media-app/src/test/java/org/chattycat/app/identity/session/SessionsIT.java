package org.chattycat.app.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

@ChattyCatTest
@Import(SessionsIT.Endings.class)
class SessionsIT {
    private static final String SESSIONS = "/api/account/sessions";

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private AccountSessions sessions;

    @Autowired
    private Endings endings;

    @Test
    void listsAndEndsOnlyOwnSessions() {
        TestBrowser laptop = people.signIn("ada@example.org");
        TestBrowser phone = people.signIn("ada@example.org");
        TestBrowser eve = people.signIn("eve@example.org");
        JsonNode seen = TestBrowser.json(laptop.get(SESSIONS));
        assertThat(seen).hasSize(2);
        String phoneId = other(seen);

        HttpResponse<String> foreign = eve.send("DELETE", SESSIONS + "/" + phoneId, "text/plain", "");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(phone.session().get("signedIn").asBoolean()).isTrue();

        assertThat(laptop.send("DELETE", SESSIONS + "/" + phoneId, "text/plain", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(phone.session().get("signedIn").asBoolean()).isFalse();
        assertThat(laptop.session().get("signedIn").asBoolean()).isTrue();
        assertThat(eve.session().get("signedIn").asBoolean()).isTrue();
    }

    @Test
    void endsAllOthers() {
        TestBrowser here = people.signIn("bob@example.org");
        TestBrowser there = people.signIn("bob@example.org");
        assertThat(here.send("DELETE", SESSIONS, "text/plain", "").statusCode()).isEqualTo(204);
        assertThat(there.session().get("signedIn").asBoolean()).isFalse();
        assertThat(TestBrowser.json(here.get(SESSIONS))).hasSize(1);
    }

    @Test
    void reportsTheEndOfASessionWithinTwoSeconds() {
        TestBrowser carl = people.signIn("carl@example.org");
        String key = sessionKey(carl);
        carl.postForm("/api/sign-out", Map.of());
        Awaitility.await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(endings.seen)
                .contains(key));
    }

    @Test
    void signingInGivesANewSessionId() {
        TestBrowser dora = people.signIn("dora@example.org");
        String first = sessionId(dora);

        dora.postJson("/api/sign-in/link", Map.of("email", "dora@example.org"));
        dora.confirm(dora.linkToken("dora@example.org"));

        assertThat(sessionId(dora)).isNotEqualTo(first);
        TestBrowser thief = people.stranger();
        thief.setCookie("chattycat", Base64.getEncoder().encodeToString(first.getBytes()));
        assertThat(thief.session().get("signedIn").asBoolean()).isFalse();
    }

    @Test
    void doesNotAcceptASessionIdFromOutside() {
        String planted = Base64.getEncoder().encodeToString("00000000-0000-0000-0000-000000000000".getBytes());
        TestBrowser hugo = people.stranger();
        hugo.setCookie("chattycat", planted);
        hugo.postJson("/api/sign-in/link", Map.of("email", "hugo@example.org"));

        HttpResponse<String> confirmed = hugo.confirm(hugo.linkToken("hugo@example.org"));

        assertThat(confirmed.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("chattycat="))
                .singleElement()
                .asString()
                .doesNotContain(planted)
                .contains("HttpOnly", "SameSite=Lax");
    }

    @Test
    void endsAnOldSessionEvenIfItIsUsed() {
        TestBrowser emil = people.signIn("emil@example.org");
        long old = System.currentTimeMillis() - Duration.ofDays(31).toMillis();
        database.sql("update spring_session set creation_time = :old where session_id = :id")
                .bind("old", old)
                .bind("id", sessionId(emil))
                .fetch()
                .rowsUpdated()
                .block();
        assertThat(sessions.deleteExpired().block()).isEqualTo(1);
        assertThat(emil.session().get("signedIn").asBoolean()).isFalse();
    }

    @Test
    void openSocketsKeepASessionAlive() {
        TestBrowser fred = people.signIn("fred@example.org");
        String id = sessionId(fred);
        database.sql("update spring_session set last_access_time = 0, expiry_time = 1 where session_id = :id")
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .block();
        assertThat(sessions.touch(List.of(sessionKey(fred))).block()).isEqualTo(1);
        assertThat(fred.session().get("signedIn").asBoolean()).isTrue();
    }

    @Test
    void anUnreadableSessionRequiresANewSignIn() {
        TestBrowser gina = people.signIn("gina@example.org");
        database.sql("update spring_session_attributes set attribute_bytes = '\\x00' where attribute_name = "
                        + "'SPRING_SECURITY_CONTEXT' and session_primary_id = "
                        + "(select primary_id from spring_session where session_id = :id)")
                .bind("id", sessionId(gina))
                .fetch()
                .rowsUpdated()
                .block();
        assertThat(gina.session().get("signedIn").asBoolean()).isFalse();
        assertThat(gina.get(SESSIONS).statusCode()).isEqualTo(401);
    }

    private static String other(JsonNode list) {
        for (JsonNode session : list) {
            if (!session.get("current").asBoolean()) {
                return session.get("id").asString();
            }
        }
        throw new AssertionError("no other session in " + list);
    }

    private String sessionKey(TestBrowser browser) {
        return database.sql("select primary_id from spring_session where session_id = :id")
                .bind("id", sessionId(browser))
                .map(row -> row.get("primary_id", String.class))
                .one()
                .block();
    }

    private static String sessionId(TestBrowser browser) {
        return new String(Base64.getDecoder().decode(browser.cookie("chattycat").orElseThrow()));
    }

    @TestComponent
    static class Endings {
        final List<String> seen = Collections.synchronizedList(new ArrayList<>());

        @EventListener
        void on(SessionEnded ended) {
            seen.add(ended.key());
        }
    }
}
