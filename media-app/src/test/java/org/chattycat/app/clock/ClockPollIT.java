package org.chattycat.app.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.CallPage;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.LiveValues;
import org.chattycat.app.platform.text.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** A phone whose browser refuses the WebSocket shows a clock by polling. */
@QuickClockTest
class ClockPollIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private ClockLinks links;

    @Autowired
    private ClockLeases leases;

    @Autowired
    private ClockProperties properties;

    @Autowired
    private LiveValues liveValues;

    @Autowired
    private ServerTime time;

    @Autowired
    private Clock wall;

    private ClockRows rows;
    private TestBrowser phone;
    private CallPage page;
    private String token;

    @BeforeEach
    void join() {
        rows = new ClockRows(database);
        phone = people.stranger();
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        page = CallPage.join(ada, GraphQl.createMeeting(ada));
        token = newToken();
    }

    @AfterEach
    void close() {
        page.close();
    }

    private String newToken() {
        String url = page.request("clockLink", Map.of()).path("url").asString();
        return url.substring(url.indexOf('#') + 1);
    }

    private List<JsonNode> poll(String token, String clockId, Map<?, ?>... messages) {
        Map<String, Object> body = new HashMap<>(Map.of("token", token, "messages", List.of(messages)));
        body.put("clockId", clockId);
        HttpResponse<String> response = phone.postJson("/clock/poll", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        return TestBrowser.json(response).path("messages").valueStream().toList();
    }

    private String open() {
        List<JsonNode> answers = poll(token, null, Map.of("type", "open", "token", token));
        assertThat(answers)
                .singleElement()
                .satisfies(opened -> assertThat(opened.path("type").asString()).isEqualTo("opened"));
        return answers.get(0).path("clockId").asString();
    }

    private static Map<String, ?> report(double aheadMs) {
        return Map.of("type", "report", "clockMs", System.currentTimeMillis() + aheadMs, "errorMs", 20);
    }

    @Test
    void clockIsBelievedWhileItPolls() {
        String id = open();
        assertThat(rows.isBelieved(id)).isFalse();
        List<JsonNode> answers = poll(token, id, Map.of("type", "ping", "sentMs", 3.5), report(0));
        assertThat(answers).singleElement().satisfies(pong -> {
            assertThat(pong.path("type").asString()).isEqualTo("pong");
            assertThat(pong.path("sentMs").asDouble()).isEqualTo(3.5);
        });
        rows.awaitBelieved(id);
        assertThat(rows.row(id)).containsEntry("error_ms", 20.0);
        await().until(() -> !leases.isOpen(id, Sha256.of(token)));
        // The page was away for too long, so it gets another id.
        String next = poll(token, id).get(0).path("clockId").asString();
        assertThat(next).matches("[0-9]{5}").isNotEqualTo(id);
    }

    @Test
    @DisplayName("Polls of one clock may reach any instance of the application")
    void pollsMayReachAnotherInstance() {
        OpenClocks clocks = new OpenClocks(leases, properties, liveValues, time, wall);
        ClockPolls other = new ClockPolls(
                new ClockServices(links, clocks, properties, time), new ClientLimits(properties), leases);
        clocks.start();
        try {
            String id = open();
            poll(token, id, report(0));
            rows.awaitBelieved(id);
            for (int i = 1; i <= 10; i++) {
                ClockMessage report = new ClockMessage.Report((double) System.currentTimeMillis() + i, 20.0);
                assertThat(other.poll(new ClockPolls.Poll("203.0.113.7", token, id, List.of(report))))
                        .isEmpty();
                assertThat(poll(token, id, report(i))).isEmpty();
                assertThat(rows.isBelieved(id)).isTrue();
            }
        } finally {
            clocks.stop();
            liveValues.ignore(clocks);
        }
    }

    @Test
    void idsOfOthersCannotBeClaimed() {
        String id = open();
        String others = newToken();
        List<JsonNode> answers = poll(others, id, report(0));
        assertThat(answers.get(0).path("clockId").asString())
                .as("a clock of its own instead")
                .matches("[0-9]{5}")
                .isNotEqualTo(id);
        assertThat(rows.isBelieved(id)).isFalse();
    }

    @Test
    void aClockWithAFalseOffsetIsCutOff() {
        String id = open();
        poll(token, id, report(0));
        rows.awaitBelieved(id);
        List<JsonNode> answers = poll(token, id, report(9000), report(9001), report(9002));
        assertThat(answers.get(answers.size() - 1).path("code").asString()).isEqualTo("CLOCK_WRONG");
        rows.awaitNotBelieved(id);
    }

    @Test
    void tooManyMessagesEndTheClock() {
        String id = open();
        Map<?, ?>[] pings = new Map<?, ?>[50];
        Arrays.fill(pings, Map.of("type", "ping", "sentMs", 1));
        List<JsonNode> answers = poll(token, id, pings);
        assertThat(answers.get(answers.size() - 1).path("code").asString()).isEqualTo("RATE_LIMITED");
        rows.awaitFreed(id);
    }

    @Test
    void invalidPollsAreAnsweredByAnError() {
        for (String body : List.of(
                "{}",
                "[]",
                "{\"token\":1,\"messages\":[]}",
                "{\"token\":\"x\"}",
                "{\"token\":\"x\",\"messages\":[7]}",
                "{\"token\":\"x\",\"clockId\":7,\"messages\":[]}",
                "{\"token\":\"" + "x".repeat(101) + "\",\"messages\":[]}")) {
            HttpResponse<String> response = phone.send("POST", "/clock/poll", "application/json", body);
            assertThat(response.body()).contains("BAD_MESSAGE");
        }
        assertThat(phone.send("POST", "/clock/poll", "application/json", "nonsense")
                        .statusCode())
                .isEqualTo(400);
        assertThat(poll("unknown", null).get(0).path("code").asString()).isEqualTo("LINK_UNKNOWN");
    }

    @Test
    void theEndOfTheParticipantEndsTheClock() {
        String id = open();
        page.leave();
        rows.awaitFreed(id);
        assertThat(poll(token, id).get(0).path("code").asString()).isEqualTo("MEETING_OVER");
    }
}
