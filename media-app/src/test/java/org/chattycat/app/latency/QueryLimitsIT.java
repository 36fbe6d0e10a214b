package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The cost limits of documents and accounts, and the number of statements that a document runs. */
@CountedStatementsTest
class QueryLimitsIT {
    private static final int MAX_QUERY_CONNECTIONS = 3;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private CountedStatements statements;

    @Autowired
    @Qualifier("queryConnections") private ConnectionPool queryConnections;

    private TestBrowser ada;
    private List<UUID> meetings;

    @BeforeEach
    void createMeetings() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@limits.example");
        meetings =
                IntStream.range(0, 6).mapToObj(i -> GraphQl.createMeeting(ada)).toList();
        statements.forget();
    }

    private static String aliases(int count, String field) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + ": " + field).collect(Collectors.joining(" "));
    }

    /** A batch may be split in two where fields become ready one after the other. Without batches each field would run one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 | { meeting(id: $a) { id endedAt } }",
                "2 | 2 | { meeting(id: $a) { id participants { id } } }",
                "2 | 5 | { a: meeting(id: $a) { participants { id } } b: meeting(id: $b) { participants { id } }"
                        + " c: meeting(id: $c) { participants { id } } d: meeting(id: $d) { participants { id } }"
                        + " e: meeting(id: $e) { participants { id } } f: meeting(id: $f) { participants { id } } }",
                "1 | 1 | { a: meeting(id: $a) { id } b: meeting(id: $a) { id } c: meeting(id: $b) { id } }",
                "2 | 3 | { meetings { edges { node { participants { id } more: participants(first: 5) { id } } } } }",
                "2 | 3 | { meetings { edges { node { latencyOverview { p50Ms sparkline } } } } }",
                "3 | 3 | { meeting(id: $a) { latencyHistory(maxPoints: 500) { resolution lines { source buckets { startsAt p50Ms } } } } }",
                "3 | 3 | { meeting(id: $a) { latencySummary { lines { source count p50Ms p95Ms } } } }",
                "3 | 3 | { meeting(id: $a) { latencySummary { lines { count intervals { p50 { lowerMs } mean { upperMs } } } } } }",
                "5 | 5 | { meeting(id: $a) { latencySummary { lines { count } refused { reason count } } } }",
                "2 | 2 | { meeting(id: $a) { timeline(first: 500) { edges { node { id at until } } } } }",
                "9 | 9 | { meeting(id: $a) { latencySummary { lines { p50Ms } } latencyDistribution { bins { count } }"
                        + " latencyHistory(maxPoints: 500) { lines { buckets { p50Ms } } }"
                        + " videoQuality(maxPoints: 500) { lines { buckets { lossPercent } } } } }",
                "4 | 4 | { meetings(first: 3) { edges { node { latencySamples { edges { node { id } } } } } } }",
            })
    void aDocumentRunsFewStatements(int least, int most, String query) {
        JsonNode answer = ask(ada, query);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        assertThat(statements.ofTheHistory()).hasSizeBetween(least, most);
    }

    /** Sends a query after replacing $a, $b and so on by the meetings. */
    private JsonNode ask(TestBrowser browser, String query) {
        String filled = query;
        for (int i = 0; i < meetings.size(); i++) {
            filled = filled.replace("$" + (char) ('a' + i), "\"" + meetings.get(i) + "\"");
        }
        return GraphQl.ask(browser, filled, Map.of());
    }

    /** An account that keeps all connections of queries busy does not prevent others from signing in or joining. */
    @Test
    void callsHaveConnectionsOfTheirOwn() {
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@limits.example");
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < MAX_QUERY_CONNECTIONS; i++) {
                taken.add(queryConnections.create().block());
            }
            CompletableFuture<HttpResponse<String>> query =
                    CompletableFuture.supplyAsync(() -> ada.postJson("/graphql", Map.of("query", "{ me { id } }")));
            people.signIn("carl-" + UUID.randomUUID() + "@limits.example");
            assertThat(ben.session().get("accountId").isString()).isTrue();
            assertThat(query).isNotDone();
            Mono.from(taken.remove(0).close()).block();
            assertThat(query.join().body()).contains(ada.accountId().toString());
        } finally {
            taken.forEach(connection -> Mono.from(connection.close()).block());
        }
    }

    @Test
    void batchedListsAreThoseOfTheirMeetings() {
        for (int i = 0; i < 3; i++) {
            for (int stay = 0; stay <= i; stay++) {
                join(meetings.get(i), "Stay " + stay, stay);
            }
        }
        JsonNode data = ask(
                        ada,
                        "{ a: meeting(id: $a) { participants { displayName } }"
                                + " c: meeting(id: $c) { participants { displayName }"
                                + " latest: participants(first: 2) { displayName } } b: meeting(id: $b) { id } }")
                .get("data");
        assertThat(data.at("/a/participants").toString()).isEqualTo("[{\"displayName\":\"Stay 0\"}]");
        assertThat(data.at("/c/participants").findValuesAsString("displayName"))
                .containsExactly("Stay 0", "Stay 1", "Stay 2");
        assertThat(data.at("/c/latest").findValuesAsString("displayName")).containsExactly("Stay 1", "Stay 2");
    }

    private void join(UUID meeting, String name, int second) {
        database.sql(
                        "insert into participant (id, meeting_id, account_id, display_name, resume_token_hash, joined_at, left_at)"
                                + " values (gen_random_uuid(), :meeting, null, :name, sha256(gen_random_uuid()::text::bytea),"
                                + " timestamptz '2026-03-01T10:00:00Z' + :second * interval '1 s', now())")
                .bind("meeting", meeting)
                .bind("name", name)
                .bind("second", second)
                .then()
                .block();
    }

    /** The cost is known before execution, so no statement runs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ meetings(first: 100) { edges { node { latencySamples(first: 1) { edges { node { id } } } } } } }",
                "{ meetings(first: 100) { edges { node { latencySamples(first: 1000) { edges { node { id } } } } } } }",
                "{ meetings(first: 100) { edges { node { participants(first: 1000) { id } } } } }",
                "query($n: Int = 100) { meetings(first: $n) { edges { node { participants(first: $n) { id guest joinedAt } } } } }"
            })
    void expensiveDocumentsAreNotExecuted(String query) {
        assertTooComplex(ask(ada, query));
    }

    @Test
    void manyAliasesAreNotExecuted() {
        assertTooComplex(GraphQl.ask(
                ada, "query($i: ID!) {" + aliases(1100, "meeting(id: $i) { id }") + "}", Map.of("i", meetings.get(0))));
        assertTooComplex(ask(
                ada,
                "{ meeting(id: $a) {" + aliases(20, "latencySamples(first: 1) { edges { node { id } } }") + "} }"));
        assertTooComplex(ask(ada, "{ me {" + aliases(1100, "id") + "} }"));
    }

    private void assertTooComplex(JsonNode answer) {
        assertThat(answer.at("/errors/0/extensions/code").asString())
                .as(answer.toString())
                .isEqualTo("TOO_COMPLEX");
        assertThat(statements.ofTheHistory()).isEmpty();
    }

    @Test
    void rateLimitsReportWhenToRetry() {
        String expensive = "{ meetings(first: 100) { edges { node { participants { id displayName } } } } }";
        HttpResponse<String> answer = null;
        for (int i = 0; i < 30; i++) {
            answer = ada.postJson("/graphql", Map.of("query", expensive));
            if (answer.statusCode() != 200) {
                break;
            }
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 3600L);
        assertThat(TestBrowser.json(answer).get("code").asString()).isEqualTo("TOO_MANY");
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@limits.example");
        assertThat(GraphQl.data(ben, "{ me { id } }").at("/me/id").asString())
                .isEqualTo(ben.accountId().toString());
        try (GraphQlSocket socket = GraphQlSocket.open(ada)) {
            for (int i = 0; i < 3; i++) {
                socket.subscribe(expensive);
                JsonNode error = socket.await("error");
                assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("TOO_MANY");
                assertThat(error.at("/payload/0/extensions/retryAfterSeconds").asInt())
                        .isPositive();
            }
        }
    }
}
