package org.chattycat.kurento.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.Test;

class KurentoServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final KurentoClientProperties QUICK = new KurentoClientProperties(
            Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(1));
    /** Without pings that would be counted. */
    private static final KurentoClientProperties UNDISTURBED = new KurentoClientProperties(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(2));

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

    @Test
    void endpointsTakeFourRoundTrips() throws IOException {
        Set<IceCandidate> candidates = ConcurrentHashMap.newKeySet();
        EndpointListener listener = candidates::add;
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start();
                TurnCounter relay = new TurnCounter(kurento.uri().getPort());
                KurentoServer server = new KurentoServer(relay.uri(), UNDISTURBED)) {
            server.start();
            await().atMost(PATIENCE).until(server::isAlive);
            MeetingPipeline pipeline = server.createPipeline(Map.of("name", "value"), BITRATES);
            Map<String, String> tags = Map.of("one", "1", "two", "2", "three", "3");

            relay.take();
            PublisherEndpoint publisher = pipeline.createPublisher(tags, offer("sendonly"), listener);
            assertThat(relay.take()).as("publisher").isBetween(1, 4);
            ViewerEndpoint viewer = pipeline.createViewer(tags, all(publisher), offer("recvonly"), listener);
            assertThat(relay.take()).as("viewer").isBetween(1, 4);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(candidates).isNotEmpty());
            assertThat(kurento.objectCount()).isEqualTo(3);
            assertThat(sources(viewer))
                    .containsExactlyInAnyOrder(
                            "AUDIO of " + publisher.endpointId(), "VIDEO of " + publisher.endpointId());
            assertThat(publisher.endpoint.getSourceConnections()).isEmpty();
            relay.take();
            TapEndpoint tap = server.tap(
                    pipeline.pipelineId(),
                    publisher.endpointId(),
                    InetAddress.getLoopbackAddress(),
                    9,
                    new SilentTap());
            assertThat(relay.take()).as("tap").isBetween(1, 4);
            tap.release();
            viewer.release();
            publisher.release();
            assertThat(kurento.objectCount()).isEqualTo(1);
        }
    }

    @Test
    void aRecorderTakesThreeRoundTripsAndLeavesNothingBehind() throws Exception {
        BlockingQueue<String> failures = new LinkedBlockingQueue<>();
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start();
                TurnCounter relay = new TurnCounter(kurento.uri().getPort());
                KurentoServer server = new KurentoServer(relay.uri(), UNDISTURBED);
                ServerSocket refusing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.start();
            await().atMost(PATIENCE).until(server::isAlive);
            MeetingPipeline pipeline = server.createPipeline(Map.of("name", "value"), BITRATES);
            PublisherEndpoint publisher = pipeline.createPublisher(Map.of(), offer("sendonly"), candidate -> {});
            String uri = "http://127.0.0.1:" + refusing.getLocalPort() + "/upload";
            relay.take();
            PublicationRecorder recorder =
                    publisher.record(Map.of("one", "1"), RecordedMedia.AUDIO_AND_VIDEO, uri, failures::add);
            assertThat(relay.take()).isBetween(1, 3);
            assertThat(sinks(publisher)).containsExactlyInAnyOrder("AUDIO", "VIDEO");
            recorder.release();
            await().atMost(PATIENCE).until(() -> kurento.objectCount() == 2);

            publisher.record(Map.of(), RecordedMedia.VIDEO, uri, failures::add).forget();
            assertThat(sinks(publisher)).containsExactly("VIDEO");
            refusing.close();
            publisher.record(Map.of(), RecordedMedia.AUDIO, uri, failures::add);
            assertThat(failures.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotBlank();
            publisher.release();
            assertThatThrownBy(() -> publisher.record(Map.of(), RecordedMedia.AUDIO, uri, failures::add))
                    .isInstanceOfSatisfying(MediaServerException.class, e -> assertThat(e.reason())
                            .isEqualTo(MediaServerException.Reason.GONE));
            pipeline.release();
            await().atMost(PATIENCE).until(() -> kurento.objectCount() == 0);
        }
    }

    /** Which media of a publisher somebody receives. */
    private static List<String> sinks(PublisherEndpoint publisher) {
        return publisher.endpoint.getSinkConnections().stream()
                .map(connection -> connection.getType().toString())
                .toList();
    }

    @Test
    void aViewerFollowsItsSource() throws IOException {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start();
                KurentoServer server = start(kurento.uri().toString())) {
            await().atMost(PATIENCE).until(server::isAlive);
            MeetingPipeline pipeline = server.createPipeline(Map.of(), BITRATES);
            EndpointListener listener = candidate -> {};
            PublisherEndpoint one = pipeline.createPublisher(Map.of(), offer("sendonly"), listener);
            PublisherEndpoint other = pipeline.createPublisher(Map.of(), offer("sendonly"), listener);
            ViewerEndpoint viewer = pipeline.createViewer(Map.of(), ViewerSource.NOTHING, offer("recvonly"), listener);
            assertThat(sources(viewer)).isEmpty();
            ViewerSource now = ViewerSource.NOTHING;
            for (PublisherEndpoint publisher : List.of(one, other, one)) {
                viewer.change(now, all(publisher));
                now = all(publisher);
                assertThat(sources(viewer))
                        .containsExactlyInAnyOrder(
                                "AUDIO of " + publisher.endpointId(), "VIDEO of " + publisher.endpointId());
            }
            ViewerSource muted = new ViewerSource(null, one.endpointId());
            viewer.change(now, muted);
            assertThat(sources(viewer)).as("muted").containsExactly("VIDEO of " + one.endpointId());
            ViewerSource paused = new ViewerSource(one.endpointId(), null);
            viewer.change(muted, paused);
            assertThat(sources(viewer)).as("paused").containsExactly("AUDIO of " + one.endpointId());
            ViewerSource mixed = new ViewerSource(one.endpointId(), other.endpointId());
            viewer.change(paused, mixed);
            assertThat(sources(viewer))
                    .as("two sources")
                    .containsExactlyInAnyOrder("AUDIO of " + one.endpointId(), "VIDEO of " + other.endpointId());
            one.release();
            viewer.change(mixed, new ViewerSource(null, other.endpointId()));
            assertThat(sources(viewer)).as("released").containsExactly("VIDEO of " + other.endpointId());
        }
    }

    private static ViewerSource all(PublisherEndpoint publisher) {
        return new ViewerSource(publisher.endpointId(), publisher.endpointId());
    }

    /** What the media server sends to a viewer. */
    private static List<String> sources(ViewerEndpoint viewer) {
        return viewer.endpoint.getSourceConnections().stream()
                .map(connection ->
                        connection.getType() + " of " + connection.getSource().getId())
                .toList();
    }

    @Test
    void aViewerWhoseSourceIsGoneLeavesNothingBehind() throws IOException {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start();
                KurentoServer server = start(kurento.uri().toString())) {
            await().atMost(PATIENCE).until(server::isAlive);
            MeetingPipeline pipeline = server.createPipeline(Map.of("name", "value"), BITRATES);
            EndpointListener listener = candidate -> {};
            PublisherEndpoint publisher = pipeline.createPublisher(Map.of(), offer("sendonly"), listener);
            publisher.release();
            assertThatThrownBy(() ->
                            pipeline.createViewer(Map.of("one", "1"), all(publisher), offer("recvonly"), listener))
                    .isInstanceOfSatisfying(MediaServerException.class, e -> assertThat(e.reason())
                            .isEqualTo(MediaServerException.Reason.GONE));
            ViewerEndpoint viewer = pipeline.createViewer(Map.of(), ViewerSource.NOTHING, offer("recvonly"), listener);
            assertThatThrownBy(() -> viewer.change(ViewerSource.NOTHING, all(publisher)))
                    .isInstanceOfSatisfying(MediaServerException.class, e -> assertThat(e.reason())
                            .isEqualTo(MediaServerException.Reason.GONE));
            viewer.release();
            assertThatThrownBy(() -> pipeline.createPublisher(Map.of("one", "1"), "garbage", listener))
                    .isInstanceOfSatisfying(MediaServerException.class, e -> assertThat(e.reason())
                            .isEqualTo(MediaServerException.Reason.BAD_SDP));
            assertThat(kurento.objectCount()).isEqualTo(1);
        }
    }

    private static final class SilentTap implements TapListener {
        @Override
        public void sends(int ssrc) {}

        @Override
        public void flowing(boolean flowing) {}

        @Override
        public void answering(boolean answering) {}

        @Override
        public void gone(String reason) {}
    }

    private static String offer(String direction) {
        return """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                t=0 0
                m=video 9 UDP/TLS/RTP/SAVPF 96
                c=IN IP4 0.0.0.0
                a=mid:0
                a=ice-ufrag:peer
                a=ice-pwd:0123456789012345678901
                a=fingerprint:sha-256 %s
                a=setup:actpass
                a=rtcp-mux
                a=%s
                a=rtpmap:96 VP8/90000
                """.formatted(String.join(":", Collections.nCopies(32, "00")), direction)
                .replace("\n", "\r\n");
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
