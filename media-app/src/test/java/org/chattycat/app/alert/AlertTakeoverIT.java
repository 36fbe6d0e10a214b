package org.chattycat.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.OtherInstance;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.chattycat.app.platform.database.DatabaseAddress;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two instances evaluate alert rules. The one whose turn it is freezes, and is killed, in the middle of it. */
@ChattyCatTest
class AlertTakeoverIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** From a minute ago until after every wait of the test, so that alerts do not end because there is no measurement. */
    private static final int MEASURED_SECONDS = 60 + 5 * (int) LIMIT.toSeconds();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TEXT = "latency above 300 ms for 10 s";

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private DatabaseAddress address;

    @Autowired
    private AlertWatch watch;

    @Autowired
    private EmbeddedKurento kurento;

    @Autowired
    private Environment environment;

    @AfterEach
    void endPublications() {
        if (!watch.isRunning()) {
            watch.start();
        }
        execute("update publication set ended_at = now() where ended_at is null");
        execute("update participant set left_at = now() where left_at is null");
    }

    @Test
    void anAlertIsReportedOnceWhenTheInstanceThatFoundItFreezesOrIsKilled() throws Exception {
        HttpServer receiver = receiver();
        String email = "ada-" + UUID.randomUUID() + "@takeover.example";
        TestBrowser ada = people.signIn(email);
        UUID meeting = GraphQl.createMeeting(ada);
        String webhook = GraphQl.data(
                        ada,
                        "mutation { createWebhook(url: \"http://127.0.0.1:%d/\") { webhook { id } } }"
                                .formatted(receiver.getAddress().getPort()))
                .at("/createWebhook/webhook/id")
                .asString();
        GraphQl.data(
                ada,
                ("mutation { createAlertRule(rule: { kind: LATENCY, threshold: 300, seconds: 10, byEmail: true,"
                                + " webhookId: \"%s\" }) { id } }")
                        .formatted(webhook));
        watch.stop();
        try (OtherInstance other =
                OtherInstance.start(environment, kurento.uri().toString(), "--chattycat.alerts.resume=1s")) {
            Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
            execute("update meeting set created_at = '%s' where id = '%s'".formatted(start, meeting));
            UUID participant = publish(meeting, start);
            try (Connection stopped = stopReports()) {
                new MeasuredMeeting(database, meeting)
                        .storeSeconds(participant, "STAMP", start, MEASURED_SECONDS, 400, 1);
                awaitStoppedEvaluation();
                watch.start();
                other.freeze();
                stopped.rollback();
            }
            awaitEvents("alert.began");
            other.unfreeze();

            watch.stop();
            try (Connection stopped = stopReports()) {
                execute("update latency_window set p95_ms = 200 where publication_id = '%s'".formatted(participant));
                awaitStoppedEvaluation();
                watch.start();
                other.kill();
                stopped.rollback();
            }
            awaitEvents("alert.began", "alert.ended");
        } finally {
            receiver.stop(0);
        }
        assertThat(received.stream()
                        .map(message -> message.at("/data/alertId").asString())
                        .distinct())
                .hasSize(1);
        assertThat(count("select count(*) as n from alert where meeting_id = '%s'".formatted(meeting)))
                .isEqualTo(1);
        assertThat(count("select count(*) as n from webhook_delivery where webhook_id = '%s'".formatted(webhook)))
                .isEqualTo(2);
        ada.emailTo(email, "Chatty Cat alert – " + TEXT);
        ada.emailTo(email, "Chatty Cat alert ended – " + TEXT);
        assertThat(count("select count(*) as n from outgoing_email where recipient = '%s' and subject like '%%%s'"
                        .formatted(email, TEXT)))
                .isEqualTo(2);
    }

    private HttpServer receiver() throws java.io.IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                received.add(
                        JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }

    private UUID publish(UUID meeting, Instant start) {
        UUID id = new MeasuredMeeting(database, meeting).join("Ada");
        execute("insert into publication (id, meeting_id, participant_id, kind, started_at)"
                + " values ('%1$s', '%2$s', '%1$s', 'camera', '%3$s')".formatted(id, meeting, start));
        return id;
    }

    /** Until it ends, whoever evaluates rules waits where a message is stored, after the alert was. */
    private Connection stopReports() throws SQLException {
        Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table webhook_delivery in share row exclusive mode");
        }
        return connection;
    }

    private void awaitStoppedEvaluation() {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count("select count(*) as n from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock' and query like 'insert into webhook_delivery%'")
                        == 1);
    }

    private void awaitEvents(String... events) {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        received.stream().map(message -> message.path("event").asString()))
                .containsExactly(events));
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    private long count(String sql) {
        return database.sql(sql).map(row -> row.get("n", Long.class)).one().block();
    }
}
