package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.chattycat.kurento.embedded.testing.FakeMediaEngine;
import org.chattycat.kurento.embedded.testing.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kurento.client.KurentoClient;
import org.kurento.client.KurentoConnectionListener;
import org.kurento.client.MediaPipeline;
import org.kurento.client.PassThrough;

/** Which sessions keep which objects alive, across disconnecting and reconnecting clients. */
class SessionIT {
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    private final FakeMediaEngine media = new FakeMediaEngine();
    private EmbeddedKurento kurento;

    @BeforeEach
    void start() throws Exception {
        kurento = TestKurento.on(media, TIMEOUT);
    }

    @AfterEach
    void stop() {
        kurento.close();
    }

    @Test
    void objectsOfAVanishedClientAreCollected() throws Exception {
        String pipeline;
        try (RawClient vanishing = new RawClient(kurento.uri())) {
            JsonObject answer = vanishing.call("create", "{\"type\":\"MediaPipeline\"}");
            pipeline = value(answer);
            vanishing.call(
                    "create",
                    "{\"type\":\"PassThrough\",\"constructorParams\":{\"mediaPipeline\":\"" + pipeline
                            + "\"},\"sessionId\":\"" + session(answer) + "\"}");
        }
        waitFor(() -> kurento.objectCount() == 0 && kurento.sessionCount() == 0);
        assertThat(media.transports()).isEmpty();
    }

    @Test
    void anObjectLivesWhileAnySessionHoldsIt() throws Exception {
        KurentoClient staying = KurentoClient.create(kurento.uri().toString());
        KurentoClient going = KurentoClient.create(kurento.uri().toString());
        MediaPipeline made = going.createMediaPipeline();
        new PassThrough.Builder(made).build();
        MediaPipeline held = staying.getById(made.getId(), MediaPipeline.class);
        assertThat(held.getName()).isEqualTo(made.getId());

        going.destroy();
        waitFor(() -> kurento.objectCount() == 1);
        // The vanished client held the pass-through, both clients held the pipeline.
        assertThat(held.getChildren()).isEmpty();

        staying.destroy();
        waitFor(() -> kurento.objectCount() == 0);
    }

    @Test
    void anIdleConnectedClientKeepsItsObjects() throws Exception {
        try (RawClient quiet = new RawClient(kurento.uri())) {
            JsonObject answer = quiet.call("create", "{\"type\":\"MediaPipeline\"}");
            try (RawClient vanishing = new RawClient(kurento.uri())) {
                vanishing.call("create", "{\"type\":\"MediaPipeline\"}");
            }
            // When the collector has taken the other object, it has had enough time for this one.
            waitFor(() -> kurento.objectCount() == 1);
            JsonObject named = quiet.call(
                    "invoke",
                    "{\"object\":\"" + value(answer) + "\",\"operation\":\"getName\",\"sessionId\":\"" + session(answer)
                            + "\"}");
            assertThat(value(named)).isEqualTo(value(answer));
        }
    }

    @Test
    void eventsFollowTheSessionToItsNewSocket() throws Exception {
        kurento.close();
        kurento = TestKurento.on(media, Duration.ofMinutes(5));
        String session;
        try (RawClient before = new RawClient(kurento.uri())) {
            session = session(before.call("connect", "{}"));
            before.call(
                    "subscribe",
                    "{\"object\":\"manager_ServerManager\",\"type\":\"ObjectCreated\",\"sessionId\":\"" + session
                            + "\"}");
        }
        try (RawClient after = new RawClient(kurento.uri(), 100)) {
            JsonObject resumed = after.call("ping", "{\"sessionId\":\"" + session + "\"}");
            assertThat(resumed.getAsJsonObject("result").get("sessionId").getAsString())
                    .isEqualTo(session);
            after.call("create", "{\"type\":\"MediaPipeline\",\"sessionId\":\"" + session + "\"}");
            after.await(message -> message.toString().contains("ObjectCreated"));
        }
    }

    @Test
    void anExpiredSessionCannotBeResumed() throws Exception {
        try (RawClient client = new RawClient(kurento.uri())) {
            for (String method : new String[] {"connect", "ping", "closeSession"}) {
                JsonObject error =
                        client.call(method, "{\"sessionId\":\"gone\"}").getAsJsonObject("error");
                assertThat(error.get("code").getAsInt()).isEqualTo(40007);
            }
        }
    }

    @Test
    void theClientLearnsThatTheServerWasReplaced() throws Exception {
        RecordingListener listener = new RecordingListener();
        URI uri = kurento.uri();
        KurentoClient client = KurentoClient.create(uri.toString(), listener);
        client.createMediaPipeline();
        kurento.close();
        kurento = EmbeddedKurento.builder().media(media).port(uri.getPort()).start();
        waitFor(() -> listener.reconnected && !listener.sameServer);
        client.destroy();
    }

    private static final class RecordingListener implements KurentoConnectionListener {
        volatile boolean reconnected;
        volatile boolean sameServer;

        @Override
        public void connected() {}

        @Override
        public void connectionFailed() {}

        @Override
        public void disconnected() {}

        @Override
        public void reconnected(boolean toSameServer) {
            sameServer = toSameServer;
            reconnected = true;
        }
    }

    private static String value(JsonObject answer) {
        return answer.getAsJsonObject("result").get("value").getAsString();
    }

    private static String session(JsonObject answer) {
        return answer.getAsJsonObject("result").get("sessionId").getAsString();
    }

    private static void waitFor(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time-out").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
