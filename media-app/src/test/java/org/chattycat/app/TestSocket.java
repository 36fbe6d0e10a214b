package org.chattycat.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket with the cookies of a browser. It queues the JSON messages that it receives, and keeps the close code. */
public final class TestSocket implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LinkedBlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** @throws java.util.concurrent.CompletionException if the server refuses the handshake */
    public TestSocket(TestBrowser browser, String path, String... subprotocols) {
        this(browser, path, browser.base(), List.of(subprotocols));
    }

    /** @throws java.util.concurrent.CompletionException if the server refuses the handshake */
    public TestSocket(TestBrowser browser, String path, String origin, List<String> subprotocols) {
        WebSocket.Builder builder = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(LIMIT)
                .header("Origin", origin);
        if (!browser.cookieHeader().isEmpty()) {
            builder.header("Cookie", browser.cookieHeader());
        }
        for (String subprotocol : subprotocols) {
            builder.subprotocols(subprotocol);
        }
        URI uri = URI.create(browser.at(path).toString().replaceFirst("^http", "ws"));
        socket = builder.buildAsync(uri, new Listener()).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    public void send(String text) {
        socket.sendText(text, true)
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    public void send(Object message) {
        send(JSON.writeValueAsString(message));
    }

    public void sendBinary(byte... bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true)
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Waits for a message of this type, and drops the messages before it. */
    public JsonNode await(String type) {
        List<JsonNode> dropped = new ArrayList<>();
        return poll(message -> dropped.add(message) && isOfType(message, type), LIMIT)
                .orElseThrow(() -> new AssertionError("no message of type " + type + " but " + dropped));
    }

    private static boolean isOfType(JsonNode message, String type) {
        return message.path("type").asString().equals(type);
    }

    /** Waits for a message that satisfies the condition, and drops the messages before it. @return empty after the limit */
    public Optional<JsonNode> poll(Predicate<JsonNode> condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            JsonNode message;
            do {
                message = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } while (message != null && !condition.test(message));
            return Optional.ofNullable(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int awaitClose() {
        return awaitClose(LIMIT);
    }

    /** @return the close code; throws if the socket breaks or stays open for longer than the limit */
    public int awaitClose(Duration limit) {
        return closed.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** Closes the connection without a close frame. */
    @Override
    public void close() {
        socket.abort();
    }
}
