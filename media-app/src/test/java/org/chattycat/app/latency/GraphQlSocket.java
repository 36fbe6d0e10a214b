package org.chattycat.app.latency;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.TestSocket;
import tools.jackson.databind.JsonNode;

/** A client of the protocol graphql-transport-ws, for one subscription. */
final class GraphQlSocket implements AutoCloseable {
    private final TestSocket socket;

    private GraphQlSocket(TestSocket socket) {
        this.socket = socket;
    }

    static GraphQlSocket open(TestBrowser browser) {
        TestSocket socket = new TestSocket(browser, "/graphql", "graphql-transport-ws");
        socket.send(Map.of("type", "connection_init"));
        socket.await("connection_ack");
        return of(socket);
    }

    /** @param acknowledged after {@code connection_ack} */
    static GraphQlSocket of(TestSocket acknowledged) {
        return new GraphQlSocket(acknowledged);
    }

    void subscribe(String query) {
        subscribe(query, Map.of());
    }

    void subscribe(String query, Map<String, ?> variables) {
        socket.send(Map.of("type", "subscribe", "id", "1", "payload", Map.of("query", query, "variables", variables)));
    }

    JsonNode await(String type) {
        return socket.await(type);
    }

    /** Repeats an action until the next value arrives, because the protocol does not report when a subscription has started. */
    JsonNode awaitNextWhile(Runnable action) {
        for (int attempt = 0; attempt < 300; attempt++) {
            action.run();
            Optional<JsonNode> next =
                    socket.poll(message -> message.path("type").asString().equals("next"), Duration.ofMillis(100));
            if (next.isPresent()) {
                return next.get();
            }
        }
        throw new AssertionError("nothing arrived");
    }

    @Override
    public void close() {
        socket.close();
    }
}
