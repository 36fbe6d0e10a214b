package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Tests of who is admitted, each with a meeting, its host, somebody else who has an account, and guests. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.meeting.max-guests=2",
            "chattycat.guests.per-client.count=5",
            "chattycat.meeting.interventions-per-meeting.count=10",
            "chattycat.worker.embedded=false"
        })
abstract class AdmissionTest {
    static final Duration SOON = Duration.ofSeconds(2);

    @Autowired
    People people;

    @Autowired
    DatabaseClient database;

    TestBrowser ada;
    TestBrowser ben;
    UUID meeting;

    @BeforeEach
    void meet() {
        execute("delete from rate_limit");
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        meeting = GraphQl.createMeeting(ada);
    }

    static void assertRefused(TestBrowser browser) {
        assertThatThrownBy(() -> CallPage.open(browser))
                .satisfies(thrown -> assertThat(((WebSocketHandshakeException) thrown.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(401));
    }

    void allowGuests(boolean allowed) {
        GraphQl.data(
                ada, "mutation { allowGuests(meetingId: \"%s\", allowed: %s) { id } }".formatted(meeting, allowed));
    }

    TestBrowser guest(String name) {
        TestBrowser browser = people.stranger();
        assertThat(enter(browser, meeting, name).statusCode()).isEqualTo(201);
        return browser;
    }

    static HttpResponse<String> enter(TestBrowser browser, UUID meeting, String name) {
        return browser.postJson("/api/meetings/" + meeting + "/guests", Map.of("displayName", name));
    }

    String shortCode() {
        return GraphQl.data(ada, "{ meeting(id: \"%s\") { shortCode } }".formatted(meeting))
                .at("/meeting/shortCode")
                .asString();
    }

    static HttpResponse<String> find(TestBrowser browser, String code) {
        return browser.get("/api/meeting-codes/" + code);
    }

    static boolean allowed(TestBrowser browser, UUID meeting) {
        return entrance(browser, meeting).get("allowed").asBoolean();
    }

    static JsonNode entrance(TestBrowser browser, UUID meeting) {
        return TestBrowser.json(browser.get("/api/meetings/" + meeting + "/guests"));
    }

    List<String> auditKinds() {
        return database.sql("select distinct kind from audit_event where detail like '%" + meeting
                        + "%' or account_id = '" + ada.accountId() + "'")
                .map(row -> row.get("kind", String.class))
                .all()
                .collectList()
                .block();
    }

    void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
