package org.chattycat.kurento.embedded.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A plain WebSocket client that writes JSON-RPC itself. */
public final class RawClient implements WebSocket.Listener, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final WebSocket socket;
    private final StringBuilder partial = new StringBuilder();
    private final List<JsonObject> received = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private int lastId;

    public RawClient(URI uri) {
        this(uri, 1);
    }

    /**
     * @param firstId id of the first request; a client that resumes a session continues its ids, because the server
     *     treats a known id as a repeated request
     */
    public RawClient(URI uri, int firstId) {
        lastId = firstId - 1;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(TIMEOUT)
                .buildAsync(uri, this)
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    public void send(String text) {
        socket.sendText(text, true)
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Sends a request and waits for the whole answer. */
    public JsonObject call(String method, String params) {
        int id = ++lastId;
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        return await(message -> message.has("id")
                && !message.get("id").isJsonNull()
                && message.get("id").getAsString().equals(Integer.toString(id)));
    }

    /** Waits for a message, received before or not. */
    public synchronized JsonObject await(Predicate<JsonObject> wanted) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            for (JsonObject message : received) {
                if (wanted.test(message)) {
                    return message;
                }
            }
            long leftMillis = (end - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                throw new AssertionError("no such message within " + TIMEOUT + " among " + received);
            }
            try {
                wait(leftMillis);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The close code, 1006 if the socket was closed without one. */
    public int awaitClose() {
        return closed.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    public synchronized List<JsonObject> received() {
        return List.copyOf(received);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonObject message = JsonParser.parseString(partial.toString()).getAsJsonObject();
            partial.setLength(0);
            synchronized (this) {
                received.add(message);
                notifyAll();
            }
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
        closed.complete(1006);
    }

    /** Closes the socket without a close frame. */
    @Override
    public void close() {
        socket.abort();
    }
}
