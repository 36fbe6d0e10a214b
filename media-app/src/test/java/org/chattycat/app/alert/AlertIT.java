package org.chattycat.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From windows of a second to alerts on the timeline, emails and messages to a real HTTP server. */
@ChattyCatTest
class AlertIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Received(String timestamp, String signature, String event, JsonNode body, String text) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private AlertEvaluation evaluation;

    @Autowired
    private Alerts alerts;

    private HttpServer server;
    private TestBrowser ada;
    private String email;
    private UUID meeting;
    private MeasuredMeeting measured;
    private UUID participant;
    private Instant start;

    @BeforeEach
    void meet() throws IOException {
        start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
        email = "ada-" + UUID.randomUUID() + "@alerts.example";
        ada = people.signIn(email);
        meeting = GraphQl.createMeeting(ada);
        execute("update meeting set created_at = '%s' where id = '%s'".formatted(start, meeting));
        measured = new MeasuredMeeting(database, meeting);
        participant = publish("Ada");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        execute("update publication set ended_at = now() where meeting_id = '%s'".formatted(meeting));
        execute("update participant set left_at = now() where meeting_id = '%s'".formatted(meeting));
    }

    /** The first message is refused, so that it comes again. */
    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("X-ChattyCat-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-ChattyCat-Signature"),
                    exchange.getRequestHeaders().getFirst("X-ChattyCat-Event"),
                    JSON.readTree(text),
                    text));
            exchange.sendResponseHeaders(received.size() == 1 ? 500 : 200, -1);
        }
    }

    @Test
    void anAlertBeginsOnceIsReportedAndEnds() throws GeneralSecurityException {
        JsonNode webhook = GraphQl.data(
                        ada,
                        "mutation { createWebhook(url: \"http://127.0.0.1:%d/alerts\") { secret webhook { id } } }"
                                .formatted(server.getAddress().getPort()))
                .get("createWebhook");
        String webhookId = webhook.at("/webhook/id").asString();
        addRule("kind: LATENCY, threshold: 300, seconds: 10, byEmail: true, webhookId: \"%s\"".formatted(webhookId));
        measured.storeSeconds(participant, "STAMP", start, 180, 400, 1);

        JsonNode alert = await(1, false).get(0);
        // All instances evaluate at once, again and again.
        Flux.range(0, 4).flatMap(i -> evaluation.evaluate()).blockLast(Duration.ofSeconds(10));
        assertThat(alert.get("kind").asString()).isEqualTo("LATENCY");
        assertThat(alert.get("participantId").asString()).isEqualTo(participant.toString());
        assertThat(alert.get("value").asDouble()).isBetween(420.0, 430.0);
        assertThat(alerts.open(meeting).map(OpenAlert::text).collectList().block())
                .containsExactly("latency above 300 ms for 10 s");
        String mail = ada.emailTo(email, "Chatty Cat alert – latency above 300 ms for 10 s")
                .get("text")
                .asString();
        assertThat(mail).contains("Ada in a meeting without a title", "/m/" + meeting + "/history");

        // A tenth below the threshold is not enough, and what is above it keeps the alert from ending.
        execute("update latency_window set p95_ms = 280 where publication_id = '%s'".formatted(participant));
        Flux.range(0, 4).concatMap(i -> evaluation.evaluate()).blockLast(Duration.ofSeconds(10));
        assertThat(await(1, false)).hasSize(1);
        // A later message could pass the refused one, which waits for its second attempt.
        Awaitility.await().until(received::size, size -> size == 2);
        execute("update latency_window set p95_ms = 200 where publication_id = '%s'".formatted(participant));
        await(1, true);
        ada.emailTo(email, "Chatty Cat alert ended – latency above 300 ms for 10 s");
        assertThat(alerts.open(meeting).collectList().block()).isEmpty();

        Awaitility.await().until(() -> received.stream().map(Received::event).toList(), events -> events.size() == 3);
        assertThat(received.stream().map(Received::event)).containsExactly("alert.began", "alert.began", "alert.ended");
        assertThat(received.get(0).body().get("id"))
                .isEqualTo(received.get(1).body().get("id"));
        for (Received one : received) {
            assertThat(one.signature())
                    .isEqualTo(signature(webhook.get("secret").asString(), one.timestamp() + "." + one.text()));
            assertThat(one.body().at("/data/text").asString()).isEqualTo("latency above 300 ms for 10 s");
            assertThat(one.body().at("/data/displayName").asString()).isEqualTo("Ada");
        }
        GraphQl.data(ada, "mutation { testWebhook(id: \"%s\") { status } }".formatted(webhookId));
        List<JsonNode> log = Awaitility.await()
                .until(
                        () -> list(GraphQl.data(
                                        ada,
                                        "{ me { webhooks { deliveries { event status attempts httpStatus problem } } } }")
                                .at("/me/webhooks/0/deliveries")),
                        entries -> entries.size() == 3
                                && entries.stream()
                                        .allMatch(entry ->
                                                entry.get("status").asString().equals("DELIVERED")));
        assertThat(log.stream()
                        .map(entry -> entry.get("event").asString() + " " + entry.get("attempts") + " "
                                + entry.get("httpStatus")))
                .containsExactly("test 1 200", "alert.ended 1 200", "alert.began 2 200");
        assertThat(ada.get("/api/account/data").body())
                .contains("alert.began", "\"alertRules\"", "http://127.0.0.1")
                .doesNotContain(webhook.get("secret").asString());
    }

    @Test
    void lossAndMissingReadingsAreNoticed() {
        UUID ben = publish("Ben");
        UUID cleo = publish("Cleo");
        addRule("kind: LOSS, threshold: 1.5, seconds: 5");
        String rule = addRule("kind: NO_READING, seconds: 10");
        // Two percent are lost. Ben's clock is gone since half a minute, and Cleo never had one.
        measured.storeQuality(participant, start, 180);
        measured.storeSeconds(participant, "OWN", start, 180, 50, 1);
        measured.storeSeconds(ben, "OWN", start, 30, 50, 1);
        measured.storeQuality(cleo, start, 30);

        List<JsonNode> began = await(2, false);
        assertThat(began.stream()
                        .map(one -> one.get("kind").asString() + " "
                                + one.get("participantId").asString()))
                .containsExactlyInAnyOrder("LOSS " + participant, "NO_READING " + ben);
        GraphQl.data(ada, "mutation { deleteAlertRule(id: \"%s\") }".formatted(rule));
        execute("update publication set ended_at = now() where id = '%s'".formatted(participant));
        await(2, true);
    }

    @Test
    void rulesAndWebhooksAreTheirOwners() {
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@alerts.example");
        execute("insert into meeting_member (meeting_id, account_id) values ('%s', '%s')"
                .formatted(meeting, ben.accountId()));
        addRule("kind: NO_READING, seconds: 300");
        assertThat(refusal(ben, "kind: LATENCY, threshold: 300, seconds: 30, meetingId: \"%s\"".formatted(meeting)))
                .isEqualTo("NOT_FOUND");
        assertThat(refusal(ben, "kind: LOSS, threshold: 300, seconds: 30")).isEqualTo("BAD_RULE");
        String rules = "{ me { alertRules { text } } }";
        assertThat(GraphQl.data(ben, rules).at("/me/alertRules")).isEmpty();
        assertThat(GraphQl.data(ada, rules).at("/me/alertRules")).hasSize(1);
        for (int i = 0; i < 19; i++) {
            addRule("kind: NO_READING, seconds: 300");
        }
        assertThat(refusal(ada, "kind: NO_READING, seconds: 300")).isEqualTo("LIMIT_REACHED");
    }

    private String addRule(String rule) {
        return GraphQl.data(ada, "mutation { createAlertRule(rule: { %s }) { id } }".formatted(rule))
                .at("/createAlertRule/id")
                .asString();
    }

    private static String refusal(TestBrowser browser, String rule) {
        return GraphQl.ask(browser, "mutation { createAlertRule(rule: { %s }) { id } }".formatted(rule), Map.of())
                .at("/errors/0/extensions/code")
                .asString();
    }

    /** Waits until the timeline has so many alerts, all of which have ended or not. */
    private List<JsonNode> await(int count, boolean ended) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> list(GraphQl.data(ada, """
                                        { meeting(id: "%s") { timeline { edges { node { __typename until
                                            ... on Alert { kind participantId value } } } } } }""".formatted(meeting)).at("/meeting/timeline/edges")).stream()
                                .map(edge -> edge.get("node"))
                                .filter(node ->
                                        node.get("__typename").asString().equals("Alert"))
                                .toList(),
                        found -> found.size() == count
                                && found.stream()
                                        .allMatch(
                                                one -> ended != one.get("until").isNull()));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private UUID publish(String name) {
        UUID id = measured.join(name);
        execute("insert into publication (id, meeting_id, participant_id, kind, started_at)"
                + " values ('%1$s', '%2$s', '%1$s', 'camera', '%3$s')".formatted(id, meeting, start));
        return id;
    }

    private static String signature(String secret, String signed) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
