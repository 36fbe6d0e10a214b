package org.chattycat.app.latency;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.TestBrowser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the protocol graphql-transport-ws, for one subscription. */
final class GraphQlSocket implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private GraphQlSocket(TestBrowser browser) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .header("Cookie", browser.cookieHeader())
                .header("Origin", browser.base())
                .buildAsync(URI.create(browser.base().replaceFirst("^http", "ws") + "/graphql"), new Listener())
                .join();
        send(Map.of("type", "connection_init"));
        await("connection_ack");
    }

    static GraphQlSocket open(TestBrowser browser) {
        return new GraphQlSocket(browser);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }

    private void send(Map<String, ?> message) {
        socket.sendText(JSON.writeValueAsString(message), true).join();
    }

    void subscribe(String query) {
        send(Map.of("type", "subscribe", "id", "1", "payload", Map.of("query", query)));
    }

    JsonNode await(String type) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<JsonNode> others = new ArrayList<>();
        while (true) {
            JsonNode message = poll(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
            if (message == null) {
                throw new AssertionError("no " + type + " but " + others);
            }
            if (message.path("type").asString().equals(type)) {
                return message;
            }
            others.add(message);
        }
    }

    /** Repeats an action until the next value arrives, because the protocol does not report when a subscription has started. */
    JsonNode awaitNextWhile(Runnable something) {
        for (int attempt = 0; attempt < 300; attempt++) {
            something.run();
            JsonNode message = poll(100);
            if (message != null && message.path("type").asString().equals("next")) {
                return message;
            }
        }
        throw new AssertionError("nothing arrived");
    }

    private JsonNode poll(long millis) {
        try {
            return heard.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
