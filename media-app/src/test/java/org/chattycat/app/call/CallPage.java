package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.chattycat.app.TestBrowser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call page as far as its socket goes: sends what it is told to, and keeps everything that it hears. */
final class CallPage implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<JsonNode> heard = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private long nextRef = 1;

    private CallPage(TestBrowser browser, String base, String origin) {
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(LIMIT);
        builder.header("Cookie", browser.cookieHeader());
        if (origin != null) {
            builder.header("Origin", origin);
        }
        URI address = URI.create(base.replaceFirst("^http", "ws") + "/call");
        this.socket = builder.buildAsync(address, new Listener()).join();
    }

    static CallPage open(TestBrowser browser) {
        return new CallPage(browser, browser.base(), browser.base());
    }

    static CallPage open(TestBrowser browser, String origin) {
        return new CallPage(browser, browser.base(), origin);
    }

    /** Opens a page and enters a meeting. */
    static CallPage join(TestBrowser browser, UUID meetingId) {
        return join(browser, browser.base(), meetingId);
    }

    /** The same on another instance, which knows the same sessions. */
    static CallPage join(TestBrowser browser, String base, UUID meetingId) {
        CallPage page = new CallPage(browser, base, base);
        JsonNode answer = page.request("join", Map.of("meetingId", meetingId));
        assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("joined");
        return page;
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                synchronized (heard) {
                    heard.add(JSON.readTree(text.toString()));
                    heard.notifyAll();
                }
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
            closed.complete(-1);
        }
    }

    void sendText(String text) {
        socket.sendText(text, true).join();
    }

    void send(String type, Map<String, ?> fields) {
        Map<String, Object> message = new java.util.HashMap<>(fields);
        message.put("type", type);
        sendText(JSON.writeValueAsString(message));
    }

    /** Sends a request and waits for its answer, be it an error. */
    JsonNode request(String type, Map<String, ?> fields) {
        Map<String, Object> message = new java.util.HashMap<>(fields);
        long ref = nextRef++;
        message.put("ref", ref);
        send(type, message);
        return await(answer -> answer.path("ref").asLong(-1) == ref);
    }

    /** The first message of this kind, waiting for it. */
    JsonNode await(String type) {
        return await(message -> message.path("type").asString().equals(type));
    }

    /** The first message like this, waiting for it. */
    JsonNode await(Predicate<JsonNode> condition) {
        return await(condition, LIMIT);
    }

    JsonNode await(Predicate<JsonNode> condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (heard) {
            while (true) {
                for (JsonNode message : heard) {
                    if (condition.test(message)) {
                        return message;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("not heard; but: " + heard);
                }
                try {
                    heard.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Forgets what was heard so far. */
    void forget() {
        synchronized (heard) {
            heard.clear();
        }
    }

    List<JsonNode> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    UUID participantId() {
        return UUID.fromString(await("joined").path("participantId").asString());
    }

    String resumeToken() {
        return await("joined").path("resumeToken").asString();
    }

    /** Waits for somebody to be shown like this. */
    JsonNode awaitParticipant(UUID id, String status) {
        return await(message -> message.path("type").asString().equals("participant")
                && message.path("participant").path("id").asString().equals(id.toString())
                && message.path("participant").path("status").asString().equals(status));
    }

    JsonNode awaitLeft(UUID id) {
        return await(message -> message.path("type").asString().equals("participantLeft")
                && message.path("participantId").asString().equals(id.toString()));
    }

    /** Waits for somebody to be shown with this publication. */
    JsonNode awaitPublication(String id) {
        return await(message -> message.path("type").asString().equals("participant")
                && message.at("/participant/publications")
                        .valueStream()
                        .anyMatch(
                                publication -> publication.path("id").asString().equals(id)));
    }

    JsonNode awaitRenegotiate(String publicationId, String role) {
        return await(message -> message.path("type").asString().equals("renegotiate")
                && message.path("publicationId").asString().equals(publicationId)
                && message.path("role").asString().equals(role));
    }

    /** Waits for the newest news of the media server to be this. */
    void awaitMediaServer(boolean available) {
        await(message -> {
            List<JsonNode> news = heard().stream()
                    .filter(heard -> heard.path("type").asString().equals("mediaServer"))
                    .toList();
            return !news.isEmpty()
                    && news.get(news.size() - 1).path("available").asBoolean() == available;
        });
    }

    /** The status with which the server closed, waiting for it. */
    int awaitClosed() {
        return closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Breaks the connection without a word. */
    void breakOff() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
