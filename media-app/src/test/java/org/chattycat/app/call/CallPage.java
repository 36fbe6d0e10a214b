package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.probe.CallSocket;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** The signalling side of a call page: sends messages, and keeps everything that it receives. */
public final class CallPage implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<JsonNode> received = new ArrayList<>();
    private final CallSocket socket;

    private CallPage(TestBrowser browser, String base, String origin) {
        socket = CallSocket.open(browser, base, origin, message -> {
            synchronized (received) {
                received.add(message);
                received.notifyAll();
            }
        });
    }

    public static CallPage open(TestBrowser browser) {
        return new CallPage(browser, browser.base(), browser.base());
    }

    static CallPage open(TestBrowser browser, String origin) {
        return new CallPage(browser, browser.base(), origin);
    }

    /** Opens a page and joins a meeting. */
    public static CallPage join(TestBrowser browser, UUID meetingId) {
        return join(browser, browser.base(), meetingId);
    }

    /** The same on another instance, which has the same sessions. */
    public static CallPage join(TestBrowser browser, String base, UUID meetingId) {
        CallPage page = new CallPage(browser, base, base);
        JsonNode answer = page.request("join", Map.of("meetingId", meetingId));
        assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("joined");
        return page;
    }

    CallSocket socket() {
        return socket;
    }

    /** @throws java.util.concurrent.CompletionException where the socket is closed */
    void sendText(String text) {
        socket.sendText(text);
    }

    public void send(String type, Map<String, ?> fields) {
        socket.send(type, fields);
    }

    /** Sends a request and waits for its answer, which may be an error. */
    public JsonNode request(String type, Map<String, ?> fields) {
        return socket.request(type, fields).join();
    }

    JsonNode requestJoin(UUID meetingId) {
        return request("join", Map.of("meetingId", meetingId));
    }

    /** Joins with the resume token of another page. */
    JsonNode resume(UUID meetingId, CallPage former) {
        return request("join", Map.of("meetingId", meetingId, "resumeToken", former.resumeToken()));
    }

    JsonNode switchHere() {
        return request("switchHere", Map.of());
    }

    void ping() {
        send("ping", Map.of());
    }

    /** Leaves the meeting, and waits until the server has read that: a connection that is broken off may take it along. */
    public void leave() {
        send("leave", Map.of());
        awaitClosed();
    }

    /** Publishes a camera with an offer of Chromium's. */
    public JsonNode publishCamera() {
        return request("publish", Map.of("kind", "camera", "sdp", offer("chromium-sendonly")));
    }

    /** Publishes a screen with an offer of Chromium's. */
    JsonNode publishScreen() {
        return request("publish", Map.of("kind", "screen", "sdp", offer("chromium-sendonly")));
    }

    /** Views a publication with an offer of Chromium's. */
    JsonNode view(String publicationId) {
        return request("view", Map.of("publicationId", publicationId, "sdp", offer("chromium-recvonly")));
    }

    private static String offer(String name) {
        try {
            return new ClassPathResource("sdp/" + name + ".sdp").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a message of this type, and returns the first one. */
    public JsonNode await(String type) {
        return await(message -> message.path("type").asString().equals(type));
    }

    /** Waits for a message that fulfils a condition, and returns the first one. */
    JsonNode await(Predicate<JsonNode> condition) {
        return await(condition, LIMIT);
    }

    JsonNode await(Predicate<JsonNode> condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (received) {
            while (true) {
                for (JsonNode message : received) {
                    if (condition.test(message)) {
                        return message;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("not received, but: " + received);
                }
                try {
                    received.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Forgets all messages received so far. */
    void forget() {
        synchronized (received) {
            received.clear();
        }
    }

    List<JsonNode> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    public UUID participantId() {
        return UUID.fromString(await("joined").path("participantId").asString());
    }

    String resumeToken() {
        return await("joined").path("resumeToken").asString();
    }

    /** Waits until a participant is reported with this status. */
    JsonNode awaitParticipant(UUID id, String status) {
        return await(message -> message.path("type").asString().equals("participant")
                && message.path("participant").path("id").asString().equals(id.toString())
                && message.path("participant").path("status").asString().equals(status));
    }

    JsonNode awaitLeft(UUID id) {
        return await(message -> message.path("type").asString().equals("participantLeft")
                && message.path("participantId").asString().equals(id.toString()));
    }

    /** Waits until a participant is reported with this publication. */
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

    /** Waits until the latest message about the media server says this. */
    void awaitMediaServer(boolean available) {
        await(message -> {
            List<JsonNode> news = received().stream()
                    .filter(received -> received.path("type").asString().equals("mediaServer"))
                    .toList();
            return !news.isEmpty()
                    && news.get(news.size() - 1).path("available").asBoolean() == available;
        });
    }

    /** Waits until the server closes the socket, and returns the status. */
    public int awaitClosed() {
        return socket.closed().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Breaks the connection without a message. */
    public void breakOff() {
        socket.close();
    }

    @Override
    public void close() {
        socket.close();
    }
}
