package org.chattycat.kurento.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.Test;

class KurentoServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final KurentoClientProperties QUICK = new KurentoClientProperties(
            Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(1));
    private static final VideoBitrates BITRATES = new VideoBitrates(2000, 250, 2500);

    @Test
    void repeatsAReleaseThatAFrozenServerDidNotAnswer() throws IOException {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start();
                KurentoServer server = start(kurento.uri().toString())) {
            await().atMost(PATIENCE).until(server::isAlive);
            MeetingPipeline pipeline = server.createPipeline(Map.of("name", "value"), BITRATES);
            assertThat(kurento.objectCount()).isEqualTo(1);

            kurento.freeze(Duration.ofSeconds(4));
            await().atMost(PATIENCE).until(() -> !server.isAlive());
            pipeline.release();
            assertThatThrownBy(() -> server.createPipeline(Map.of(), BITRATES))
                    .isInstanceOfSatisfying(MediaServerException.class, e -> assertThat(e.reason())
                            .isEqualTo(MediaServerException.Reason.UNAVAILABLE));

            await().atMost(PATIENCE).until(server::isAlive);
            await().atMost(PATIENCE).until(() -> kurento.objectCount() == 0);
        }
    }

    @Test
    void reportsThatARestartedServerLostEveryObject() throws IOException {
        AtomicInteger lost = new AtomicInteger();
        EmbeddedKurento first = EmbeddedKurento.builder().start();
        int port = first.uri().getPort();
        try (KurentoServer server = start(first.uri().toString())) {
            server.addListener(new KurentoServerListener() {
                @Override
                public void objectsLost() {
                    lost.incrementAndGet();
                }
            });
            await().atMost(PATIENCE).until(server::isAlive);
            server.createPipeline(Map.of(), BITRATES);
            first.close();
            await().atMost(PATIENCE).until(() -> !server.isAlive());
            try (EmbeddedKurento second = startAt(port)) {
                await().atMost(PATIENCE).until(() -> lost.get() == 1 && server.isAlive());
                server.createPipeline(Map.of(), BITRATES);
                assertThat(second.objectCount()).isEqualTo(1);
            }
        } finally {
            first.close();
        }
    }

    /** A proxy in front of a server that is away accepts connections and answers nothing. */
    @Test
    void connectsAfterAHandshakeThatWasNeverAnswered() throws IOException {
        ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        int port = proxy.getLocalPort();
        try (proxy;
                KurentoServer server = start("ws://127.0.0.1:" + port + "/kurento")) {
            assertThat(server.awaitConnection()).isFalse();
            proxy.close();
            try (EmbeddedKurento kurento = startAt(port)) {
                await().atMost(PATIENCE).until(server::isAlive);
                server.createPipeline(Map.of(), BITRATES);
                assertThat(kurento.objectCount()).isEqualTo(1);
            }
        }
    }

    private static KurentoServer start(String uri) {
        KurentoServer server = new KurentoServer(uri, QUICK);
        server.start();
        return server;
    }

    private static EmbeddedKurento startAt(int port) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> EmbeddedKurento.builder().port(port).start(), server -> true);
    }
}
