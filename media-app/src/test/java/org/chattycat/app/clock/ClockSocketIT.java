package org.chattycat.app.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.TestSocket;
import org.chattycat.app.call.CallPage;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A phone opens a clock by a link, synchronises, reports, and is believed only as long as it tells the truth. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.worker.embedded=false",
            "chattycat.clock.lease=3s",
            "chattycat.clock.renewal=100ms",
            "chattycat.clock.open-within=2s",
            "chattycat.clock.ping-interval=100ms",
            "chattycat.clock.wrong-reports=3",
            "chattycat.clock.max-per-participant=2",
            "chattycat.clock.max-per-client=4",
            "chattycat.clock.links-per-participant.count=3",
            "chattycat.clock.message-burst=30"
        })
class ClockSocketIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private ClockRows rows;
    private TestBrowser phone;
    private UUID meeting;
    private CallPage page;
    private final List<TestSocket> sockets = new ArrayList<>();

    @BeforeEach
    void join() {
        rows = new ClockRows(database);
        phone = people.stranger();
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        meeting = GraphQl.createMeeting(ada);
        page = CallPage.join(ada, meeting);
    }

    @AfterEach
    void close() {
        sockets.forEach(TestSocket::close);
        page.close();
    }

    private String token() {
        String url = page.request("clockLink", Map.of()).path("url").asString();
        assertThat(url).startsWith(phone.base() + "/clock#");
        return url.substring(url.indexOf('#') + 1);
    }

    private TestSocket connect() {
        TestSocket socket = new TestSocket(phone, "/clock/socket");
        sockets.add(socket);
        return socket;
    }

    private String open(TestSocket socket, String token) {
        socket.send(Map.of("type", "open", "token", token));
        return socket.await("opened").path("clockId").asString();
    }

    private static void report(TestSocket socket, double aheadMs, double errorMs) {
        socket.send(Map.of("type", "report", "clockMs", System.currentTimeMillis() + aheadMs, "errorMs", errorMs));
    }

    private static void assertEnds(TestSocket socket, String code) {
        JsonNode error = socket.await("error");
        assertThat(error.path("code").asString()).as(error.toString()).isEqualTo(code);
        assertThat(error.path("message").asString()).endsWith(".");
        assertThat(socket.awaitClose()).isEqualTo(1008);
    }

    @Test
    @DisplayName("A clock is believed from its first report until its socket closes, then its id is free")
    void clockIsBelievedWhileItReports() {
        TestSocket socket = connect();
        socket.send(Map.of("type", "open", "token", token()));
        JsonNode opened = socket.await("opened");
        String id = opened.path("clockId").asString();
        assertThat(id).matches("[0-9]{5}");
        assertThat(opened.path("name").asString()).isNotBlank();
        assertThat(rows.isBelieved(id)).isFalse();

        report(socket, 0, 4.5);
        rows.awaitBelieved(id);
        assertThat(rows.row(id))
                .containsEntry("kind", "OWN")
                .containsEntry("meeting_id", meeting)
                .containsEntry("participant_id", page.participantId())
                .containsEntry("error_ms", 4.5);

        socket.close();
        rows.awaitFreed(id);
    }

    @Test
    @DisplayName("Pings are answered with the server's time, also before the clock is opened")
    void pingsAreAnswered() {
        TestSocket socket = connect();
        socket.send(Map.of("type", "ping", "sentMs", 12.25));
        JsonNode pong = socket.await("pong");
        assertThat(pong.path("sentMs").asDouble()).isEqualTo(12.25);
        assertThat(pong.path("serverMs").asDouble()).isCloseTo(System.currentTimeMillis(), within(2000.0));
        open(socket, token());
        long id = socket.await("ping").path("id").asLong();
        socket.send(Map.of("type", "pong", "id", id));
        assertThat(socket.await("ping").path("id").asLong()).isGreaterThan(id);
    }

    @Test
    @DisplayName("A reported error below 1 ms counts as 1 ms, because the code shows whole milliseconds")
    void errorHasALeastValue() {
        TestSocket socket = connect();
        String id = open(socket, token());
        report(socket, 0, 0);
        rows.awaitBelieved(id);
        assertThat(rows.row(id)).containsEntry("error_ms", 1.0);
    }

    @Test
    void aClockWithAFalseOffsetIsCutOff() {
        for (double ahead : new double[] {400, -10_000}) {
            TestSocket socket = connect();
            String id = open(socket, token());
            report(socket, 0, 2);
            rows.awaitBelieved(id);
            for (int i = 0; i < 3; i++) {
                report(socket, ahead + i, 2);
            }
            assertEnds(socket, "CLOCK_WRONG");
            rows.awaitNotBelieved(id);
        }
    }

    @Test
    void aReplayedReportIsCutOff() {
        TestSocket socket = connect();
        open(socket, token());
        Map<String, ?> report = Map.of("type", "report", "clockMs", System.currentTimeMillis(), "errorMs", 2);
        for (int i = 0; i < 4; i++) {
            socket.send(report);
        }
        assertEnds(socket, "CLOCK_WRONG");
    }

    @Test
    void oneLateReportIsForgiven() {
        TestSocket socket = connect();
        String id = open(socket, token());
        for (int i = 0; i < 4; i++) {
            report(socket, -9000 + i, 2);
            report(socket, -9000 + i, 2);
            report(socket, i, 2);
        }
        rows.awaitBelieved(id);
        socket.send(Map.of("type", "ping", "sentMs", 1));
        socket.await("pong");
    }

    @Test
    void invalidMessagesEndTheClock() {
        for (String text : List.of(
                "nonsense",
                "[]",
                "{}",
                "{\"type\":\"dance\"}",
                "{\"type\":\"open\"}",
                "{\"type\":\"open\",\"token\":\"" + "x".repeat(101) + "\"}",
                "{\"type\":\"ping\"}",
                "{\"type\":\"ping\",\"sentMs\":\"1\"}",
                "{\"type\":\"ping\",\"sentMs\":1e400}",
                "{\"type\":\"pong\",\"id\":1.5}",
                "{\"type\":\"report\",\"clockMs\":1}",
                "{\"type\":\"report\",\"clockMs\":1,\"errorMs\":-1}",
                "{\"type\":\"report\",\"clockMs\":1,\"errorMs\":5001}",
                "{\"type\":\"report\",\"clockMs\":1,\"errorMs\":1}")) {
            TestSocket socket = connect();
            socket.send(text);
            assertEnds(socket, "BAD_MESSAGE");
        }
    }

    @Test
    void aClockIsOpenedOnce() {
        TestSocket socket = connect();
        String token = token();
        String id = open(socket, token);
        socket.send(Map.of("type", "open", "token", token));
        assertEnds(socket, "BAD_MESSAGE");
        rows.awaitFreed(id);
    }

    @Test
    void longMessageEndsTheSocket() {
        TestSocket socket = connect();
        socket.send("{\"type\":\"ping\",\"sentMs\":1,\"padding\":\"" + "x".repeat(3000) + "\"}");
        assertThat(socket.awaitClose()).isEqualTo(1009);
    }

    @Test
    void tooManyMessagesEndTheClock() {
        TestSocket socket = connect();
        String id = open(socket, token());
        for (int i = 0; i < 40; i++) {
            socket.send(Map.of("type", "ping", "sentMs", i));
        }
        assertEnds(socket, "RATE_LIMITED");
        rows.awaitFreed(id);
    }

    @Test
    void aSocketThatOpensNoClockIsClosed() {
        assertEnds(connect(), "BAD_MESSAGE");
    }

    @Test
    void aSilentClockEnds() {
        TestSocket socket = connect();
        String id = open(socket, token());
        report(socket, 0, 2);
        rows.awaitBelieved(id);
        socket.awaitClose();
        rows.awaitNotBelieved(id);
    }

    @Test
    void unknownAndExpiredLinksAreRefused() {
        TestSocket unknown = connect();
        unknown.send(Map.of("type", "open", "token", "unknown"));
        assertEnds(unknown, "LINK_UNKNOWN");

        String token = token();
        rows.expireLinksOf(page.participantId());
        TestSocket expired = connect();
        expired.send(Map.of("type", "open", "token", token));
        assertEnds(expired, "LINK_EXPIRED");
    }

    @Test
    @DisplayName("A clock in use keeps its link from expiring")
    void useExtendsTheLink() {
        String token = token();
        TestSocket socket = connect();
        open(socket, token);
        rows.expireLinksOf(page.participantId());
        await().untilAsserted(
                        () -> assertThat(rows.hasLink(page.participantId())).isTrue());
        open(connect(), token);
    }

    @Test
    void numberOfClocksOfAParticipantIsLimited() {
        String token = token();
        open(connect(), token);
        open(connect(), token);
        TestSocket third = connect();
        third.send(Map.of("type", "open", "token", token));
        assertEnds(third, "TOO_MANY_CLOCKS");
    }

    @Test
    void numberOfClocksOfAnAddressIsLimited() {
        for (int i = 0; i < 4; i++) {
            connect();
        }
        assertEnds(connect(), "TOO_MANY_CLOCKS");
    }

    @Test
    void numberOfLinksIsLimited() {
        for (int i = 0; i < 3; i++) {
            token();
        }
        assertThat(page.request("clockLink", Map.of()).path("code").asString()).isEqualTo("LIMIT_REACHED");
    }

    @Test
    void theEndOfTheParticipantEndsTheClock() {
        String token = token();
        TestSocket socket = connect();
        String id = open(socket, token);
        report(socket, 0, 2);
        rows.awaitBelieved(id);
        page.leave();
        assertEnds(socket, "MEETING_OVER");
        rows.awaitFreed(id);

        TestSocket late = connect();
        late.send(Map.of("type", "open", "token", token));
        assertEnds(late, "MEETING_OVER");
    }

    @Test
    void otherOriginsAreRefused() {
        assertThatThrownBy(() -> new TestSocket(phone, "/clock/socket", "https://elsewhere.example", List.of()))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(refused -> assertThat(((WebSocketHandshakeException) refused.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(403));
    }

    @Test
    void linkOfALoopbackPageIsNotReachable() {
        JsonNode link = page.request("clockLink", Map.of());
        assertThat(link.path("reachable").asBoolean(true)).isFalse();
        assertThat(link.path("lanUrl").isNull()).isTrue();
        assertThat(link.path("lanFingerprint").isNull()).isTrue();
        assertThat(link.path("expiresAt").asString()).isNotEmpty();
    }
}
