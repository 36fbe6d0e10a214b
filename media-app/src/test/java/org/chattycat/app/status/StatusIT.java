package org.chattycat.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.CallPage;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.GoneWorker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What operators see of the parts of the application, and of one that fails. */
@ChattyCatTest
class StatusIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private TestBrowser operator;

    @BeforeEach
    void signIn() {
        operator = people.signIn(People.OPERATOR);
    }

    @Test
    void describesTheParts() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@status.example");
        try (CallPage page = CallPage.join(ada, GraphQl.createMeeting(ada))) {
            page.publishCamera();
            JsonNode status = GraphQl.data(operator, """
                            { status {
                              instances { answering alive version renewedSecondsAgo participants }
                              database { answers migration clockOffsetMs clockErrorMs pools { name inUse waiting most } }
                              mediaServers { address answers answeredSecondsAgo version meetings participants }
                            } }
                            """).get("status");
            JsonNode instance = status.at("/instances/0");
            assertThat(instance.get("answering").asBoolean()).isTrue();
            assertThat(instance.get("alive").asBoolean()).isTrue();
            assertThat(instance.get("version").asString()).isNotEmpty();
            assertThat(instance.get("participants").asInt()).isPositive();
            JsonNode tables = status.get("database");
            assertThat(tables.get("answers").asBoolean()).isTrue();
            assertThat(tables.get("migration").asInt()).isGreaterThanOrEqualTo(32);
            // The database of tests is on this machine.
            assertThat(Math.abs(tables.get("clockOffsetMs").asDouble())
                            - tables.get("clockErrorMs").asDouble())
                    .isLessThan(20);
            assertThat(tables.get("pools").valueStream().map(pool -> pool.get("name")
                            .asString()))
                    .containsExactly("calls", "queries", "sessions");
            assertThat(tables.get("pools").valueStream().map(pool -> pool.get("most")
                            .asInt()))
                    .containsExactly(5, 3, 3);
            JsonNode server = status.at("/mediaServers/0");
            assertThat(server.get("answers").asBoolean()).isTrue();
            assertThat(server.get("version").asString()).isEqualTo("7.3.0");
            assertThat(server.get("meetings").asInt()).isPositive();
            assertThat(server.get("participants").asInt()).isPositive();
            // Its path is a secret.
            assertThat(server.get("address").asString()).matches("ws://[^/]+");
        }
    }

    @Test
    void countsOpenSockets() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@status.example");
        try (CallPage page = CallPage.join(ada, GraphQl.createMeeting(ada))) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(GraphQl.data(operator, "{ status { instances { sockets } } }")
                                    .at("/status/instances/0/sockets")
                                    .asInt())
                            .isPositive());
        }
    }

    @Test
    void aWorkerThatIsGoneIsAProblemUntilItIsReplaced() {
        try (GoneWorker gone = new GoneWorker(database)) {
            JsonNode problem = problems().stream()
                    .filter(one -> one.get("text").asString().contains(gone.name()))
                    .findAny()
                    .orElseThrow();
            assertThat(problem.get("runbook").asString()).isEqualTo("A worker is dead");
            assertThat(problem.get("since").isNull()).isFalse();
            assertThat(worker(gone.name()).get("alive").asBoolean()).isFalse();
            assertThat(worker(gone.name()).get("heartbeatSecondsAgo").asDouble())
                    .isGreaterThanOrEqualTo(60);

            gone.replace();
            assertThat(problems().toString()).doesNotContain(gone.name());
        }
    }

    @Test
    void emailsThatWaitAreAProblemUntilTheyAreSent() {
        UUID email = UUID.randomUUID();
        // Another instance's mailbox, so nothing here sends it.
        execute(
                "insert into outgoing_email (id, recipient, subject, text, html, attempts, created_at, give_up_at, mailbox)"
                        + " values ('" + email
                        + "', 'a@status.example', 'Hello', 'Hello', 'Hello', 3, now() - interval '2 minutes',"
                        + " now() + interval '1 hour', gen_random_uuid())");
        try {
            assertThat(problems().toString())
                    .contains("Emails that wait for the mail server", "The mail server is down");
            JsonNode emails = GraphQl.data(operator, "{ status { emails { waiting oldestSeconds failing } } }")
                    .at("/status/emails");
            assertThat(emails.get("waiting").asInt()).isPositive();
            assertThat(emails.get("failing").asInt()).isPositive();
            assertThat(emails.get("oldestSeconds").asDouble()).isGreaterThanOrEqualTo(120);
        } finally {
            execute("delete from outgoing_email where id = '" + email + "'");
        }
        assertThat(problems().toString()).doesNotContain("Emails that wait");
    }

    private List<JsonNode> problems() {
        return GraphQl.data(operator, "{ status { problems { text since runbook } } }")
                .at("/status/problems")
                .valueStream()
                .toList();
    }

    private JsonNode worker(String name) {
        return GraphQl.ask(operator, "{ status { workers { name alive heartbeatSecondsAgo } } }", Map.of())
                .at("/data/status/workers")
                .valueStream()
                .filter(one -> one.get("name").asString().equals(name))
                .findAny()
                .orElseThrow();
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
