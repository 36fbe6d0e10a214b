package org.chattycat.app.probe;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The signalling of one call page. */
public final class CallSocket implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** One for all: each has a thread. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Long, CompletableFuture<JsonNode>> requests = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final AtomicLong nextRef = new AtomicLong(1);
    private final WebSocket socket;

    private CallSocket(WebSocket.Builder builder, String base, Consumer<JsonNode> listener) {
        listeners.add(listener);
        URI address = URI.create(base.replaceFirst("^http", "ws") + "/call");
        socket = builder.connectTimeout(LIMIT)
                .buildAsync(address, new Listener())
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /**
     * Opens a socket with the session of a browser.
     *
     * @param base the instance to connect to, which has the same sessions
     * @param origin null for none
     * @param listener gets every message, on one thread at a time; must not block
     */
    public static CallSocket open(WebSession browser, String base, String origin, Consumer<JsonNode> listener) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().header("Cookie", browser.cookieHeader());
        if (origin != null) {
            builder.header("Origin", origin);
        }
        return new CallSocket(builder, base, listener);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = JSON.readTree(text.toString());
                text.setLength(0);
                listeners.forEach(listener -> listener.accept(message));
                CompletableFuture<JsonNode> request =
                        requests.remove(message.path("ref").asLong(-1));
                if (request != null) {
                    request.complete(message);
                }
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            end(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end(-1);
        }

        private void end(int status) {
            closed.complete(status);
            requests.values()
                    .forEach(request ->
                            request.completeExceptionally(new IllegalStateException("the WebSocket was closed")));
        }
    }

    /** Adds a listener until the returned object is closed. It gets every message and must not block. */
    Listening listen(Consumer<JsonNode> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Ends a listener. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Sends a text. Threads may share a socket: the client allows one send at a time.
     *
     * @throws java.util.concurrent.CompletionException where the socket is closed
     */
    public synchronized void sendText(String text) {
        socket.sendText(text, true)
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Sends a message that is not answered. */
    public void send(String type, Map<String, ?> fields) {
        Map<String, Object> message = new HashMap<>(fields);
        message.put("type", type);
        sendText(JSON.writeValueAsString(message));
    }

    /** Sends a request. @return its answer, which may be an error; fails when the socket is closed */
    public CompletableFuture<JsonNode> request(String type, Map<String, ?> fields) {
        long ref = nextRef.getAndIncrement();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        requests.put(ref, answer);
        answer.whenComplete((message, e) -> requests.remove(ref));
        Map<String, Object> message = new HashMap<>(fields);
        message.put("ref", ref);
        send(type, message);
        return answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** The status with which the server closes the socket, -1 where the connection broke. */
    public CompletableFuture<Integer> closed() {
        return closed.copy();
    }

    /** Breaks the connection without a message. */
    @Override
    public void close() {
        socket.abort();
    }
}
