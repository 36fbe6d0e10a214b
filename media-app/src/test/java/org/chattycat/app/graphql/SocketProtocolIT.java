package org.chattycat.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.TestSocket;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Violations of graphql-transport-ws and of limits end as that protocol requires. */
@ChattyCatTest
class SocketProtocolIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OPERATIONS_PER_SOCKET = 20;
    private static final int OPERATIONS_PER_ACCOUNT = 60;
    private static final int SOCKETS_PER_ACCOUNT = 20;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private final List<Raw> opened = new ArrayList<>();
    private TestBrowser ada;
    private UUID meeting;

    @BeforeEach
    void signIn() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@protocol.example");
        meeting = GraphQl.createMeeting(ada);
    }

    @AfterEach
    void close() {
        opened.forEach(raw -> raw.socket.close());
    }

    /** {@code REPEAT n x} means x repeated n times. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "4400 | nonsense",
                "4400 | ",
                "4400 | null",
                "4400 | 1",
                "4400 | \"ping\"",
                "4400 | []",
                "4400 | {}",
                "4400 | {\"type\":\"hello\"}",
                "4400 | {\"type\":null}",
                "4400 | {\"type\":{}}",
                "4400 | {\"type\":\"next\",\"id\":\"1\"}",
                "4400 | REPEAT 2000 [",
                "4400 | {\"type\":\"ping\"",
                "4429 | {\"type\":\"connection_init\"}",
                "4400 | {\"type\":\"connection_init\",\"payload\":[1]}",
                "4400 | {\"type\":\"subscribe\"}",
                "4400 | {\"type\":\"subscribe\",\"payload\":{\"query\":\"{ me { id } }\"}}",
                "4400 | {\"type\":\"subscribe\",\"id\":\"1\"}",
                "4400 | {\"type\":\"subscribe\",\"id\":\"1\",\"payload\":null}",
                "4400 | {\"type\":\"subscribe\",\"id\":\"1\",\"payload\":\"{ me { id } }\"}",
                "4400 | {\"type\":\"subscribe\",\"id\":\"1\",\"payload\":[]}",
                "4400 | {\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{}}",
                "4400 | {\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":1}}",
                "4400 | {\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\",\"variables\":[]}}",
                "4400 | {\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\",\"variables\":\"a\"}}",
                "4400 | {\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\",\"operationName\":1}}",
                "4400 | {\"type\":\"subscribe\",\"id\":{},\"payload\":{\"query\":\"{ me { id } }\"}}",
                "1009 | REPEAT 70000 x",
            })
    void aBadMessageClosesTheSocketWithItsCode(int code, String message) {
        Raw raw = ready();
        raw.send(expand(message));
        assertThat(raw.awaitClose()).isEqualTo(code);
    }

    private static String expand(String message) {
        if (message == null) {
            return "";
        }
        String[] words = message.split(" ");
        return words[0].equals("REPEAT") ? words[2].repeat(Integer.parseInt(words[1])) : message;
    }

    @Test
    void nothingIsExecutedBeforeConnectionInit() {
        Raw raw = open();
        raw.send("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ me { id } }\"}}");
        assertThat(raw.awaitClose()).isEqualTo(4401);
    }

    @Test
    void binaryFramesAreRefused() {
        Raw raw = ready();
        raw.socket.sendBinary((byte) 1);
        assertThat(raw.awaitClose()).isEqualTo(1003);
    }

    @Test
    void anIdIsUsedOnceAtATime() {
        Raw raw = ready();
        raw.subscribe("1", live());
        raw.awaitWatched();
        raw.subscribe("1", live());
        assertThat(raw.awaitClose()).isEqualTo(4409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ me { id }",
                "{ nothing }",
                "subscription { a: latencyMeasured(meetingId: \"1\") { id } b: latencyMeasured(meetingId: \"1\") { id } }",
                "query($a: ID!) { meeting(id: $a) { id } }",
                "subscription { latencyMeasured(meetingId: \"\\u0000\") { id } }"
            })
    void invalidOperationsAreErrors(String query) {
        Raw raw = ready();
        raw.subscribe("1", query);
        JsonNode error = raw.await("error");
        assertThat(error.get("id").asString()).isEqualTo("1");
        assertThat(error.get("payload").isArray()).as(error.toString()).isTrue();
        assertThat(error.toString()).doesNotContain("INTERNAL");
        raw.send("{\"type\":\"ping\"}");
        raw.await("pong");
    }

    @Test
    void operationsOfASocketAreLimited() {
        Raw raw = ready();
        for (int i = 0; i < OPERATIONS_PER_SOCKET + 1; i++) {
            raw.subscribe("s" + i, live());
        }
        assertThat(raw.awaitClose()).isEqualTo(1008);
    }

    @Test
    void completedOperationsAreNotCounted() {
        Raw raw = ready();
        for (int i = 0; i < 2 * OPERATIONS_PER_SOCKET; i++) {
            raw.subscribe("q" + i, "{ me { id } }");
            raw.await("complete");
            raw.subscribe("s" + i, live());
            raw.awaitWatched();
            raw.send("{\"type\":\"complete\",\"id\":\"s" + i + "\"}");
        }
        raw.send("{\"type\":\"ping\"}");
        raw.await("pong");
    }

    @Test
    void operationsOfAnAccountAreLimited() {
        List<Raw> full = new ArrayList<>();
        for (int socket = 0; socket < OPERATIONS_PER_ACCOUNT / OPERATIONS_PER_SOCKET; socket++) {
            Raw raw = ready();
            for (int i = 0; i < OPERATIONS_PER_SOCKET; i++) {
                raw.subscribe("s" + i, live());
            }
            // Messages of a socket are handled in turn: after the answer, all of its operations count.
            raw.send("{\"type\":\"ping\"}");
            raw.await("pong");
            full.add(raw);
        }
        Raw last = ready();
        last.subscribe("1", live());
        assertThat(last.await("error").at("/payload/0/extensions/code").asString())
                .isEqualTo("TOO_MANY");

        full.get(0).socket.close();
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            last.subscribe("again", "{ me { id } }");
            assertThat(last.poll(List.of("next", "error"))
                            .orElseThrow()
                            .get("type")
                            .asString())
                    .isEqualTo("next");
        });
    }

    @Test
    void socketsOfAnAccountAreLimited() {
        for (int i = 0; i < SOCKETS_PER_ACCOUNT; i++) {
            ready();
        }
        assertThat(open().awaitClose()).isEqualTo(1008);
        opened.get(0).socket.close();
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            Raw raw = open();
            raw.send("{\"type\":\"connection_init\"}");
            assertThat(raw.poll(List.of("connection_ack"))).isPresent();
        });
    }

    /** Sooner than the regular check every ten seconds. */
    @Test
    void removedAccountsReceiveNothingMore() {
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@protocol.example");
        execute("insert into meeting_member (meeting_id, account_id) values ('" + meeting + "', '" + ben.accountId()
                + "')");
        Raw removed = ready(ben);
        Raw stays = ready();
        removed.subscribe("1", live());
        stays.subscribe("1", live());
        removed.awaitWatched();
        execute("update meeting_member set removed_at = now() where account_id = '" + ben.accountId() + "'");
        long start = System.nanoTime();
        removed.await("complete");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        stays.send("{\"type\":\"ping\"}");
        stays.await("pong");
    }

    private void execute(String sql) {
        database.sql(sql).then().block();
    }

    private String live() {
        return "subscription { latencyMeasured(meetingId: \"" + meeting + "\") { id } }";
    }

    private Raw open() {
        return open(ada);
    }

    private Raw open(TestBrowser browser) {
        Raw raw = new Raw(browser);
        opened.add(raw);
        return raw;
    }

    private Raw ready() {
        return ready(ada);
    }

    private Raw ready(TestBrowser browser) {
        Raw raw = open(browser);
        raw.send("{\"type\":\"connection_init\"}");
        raw.await("connection_ack");
        return raw;
    }

    /** A client that sends any message. */
    private static final class Raw {
        final TestSocket socket;

        Raw(TestBrowser browser) {
            socket = new TestSocket(browser, "/graphql", "graphql-transport-ws");
        }

        void send(String message) {
            socket.send(message);
        }

        void subscribe(String id, String query) {
            socket.send(Map.of("type", "subscribe", "id", id, "payload", Map.of("query", query)));
        }

        /** The server answers messages in order, so all that was sent before has started. */
        void awaitWatched() {
            subscribe("turn", "{ me { id } }");
            JsonNode message;
            do {
                message = await("complete");
            } while (!message.get("id").asString().equals("turn"));
        }

        JsonNode await(String type) {
            return socket.await(type);
        }

        Optional<JsonNode> poll(List<String> types) {
            return socket.poll(message -> types.contains(message.get("type").asString()), LIMIT);
        }

        int awaitClose() {
            return socket.awaitClose();
        }
    }
}
