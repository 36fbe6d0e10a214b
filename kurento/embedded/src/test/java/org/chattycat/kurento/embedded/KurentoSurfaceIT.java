package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.testing.FakeMediaEngine;
import org.chattycat.kurento.embedded.testing.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kurento.client.EndpointStats;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.PassThrough;
import org.kurento.client.RTCInboundRTPStreamStats;
import org.kurento.client.RTCOutboundRTPStreamStats;
import org.kurento.client.RembParams;
import org.kurento.client.ServerManager;
import org.kurento.client.Stats;
import org.kurento.client.Tag;
import org.kurento.client.Transaction;
import org.kurento.client.WebRtcEndpoint;

/** The parts of Kurento's API that need no media, through Kurento's own client. */
class KurentoSurfaceIT {
    private final FakeMediaEngine media = new FakeMediaEngine();
    private EmbeddedKurento kurento;
    private KurentoClient client;

    @BeforeEach
    void start() throws Exception {
        kurento = TestKurento.on(media);
        client = KurentoClient.create(kurento.uri().toString());
    }

    @AfterEach
    void stop() {
        client.destroy();
        kurento.close();
    }

    @Test
    void theServerManagerDescribesTheServer() throws Exception {
        ServerManager manager = client.getServerManager();
        BlockingQueue<String> created = new LinkedBlockingQueue<>();
        BlockingQueue<String> destroyed = new LinkedBlockingQueue<>();
        manager.addObjectCreatedListener(event -> created.add(event.getObject().getId()));
        manager.addObjectDestroyedListener(event -> destroyed.add(event.getObjectId()));
        MediaPipeline pipeline = client.createMediaPipeline();

        assertThat(manager.getInfo().getVersion()).isEqualTo("7.3.0");
        assertThat(manager.getPipelines()).extracting(MediaPipeline::getId).containsExactly(pipeline.getId());
        assertThat(manager.getSessions()).hasSize(1);
        assertThat(manager.getCpuCount()).isPositive();
        assertThat(manager.getUsedCpu(50)).isBetween(0f, 100f);
        assertThat(manager.getUsedMemory()).isGreaterThan(1_000);
        assertThat(manager.getKmd("elements")).contains("WebRtcEndpoint");
        assertThatThrownBy(() -> manager.getKmd("nosuch")).hasMessageContaining("KMD");
        pipeline.release();
        assertThat(created.poll(10, TimeUnit.SECONDS)).isEqualTo(pipeline.getId());
        assertThat(destroyed.poll(10, TimeUnit.SECONDS)).isEqualTo(pipeline.getId());
    }

    @Test
    void runsATransaction() throws Exception {
        Transaction transaction = client.beginTransaction();
        MediaPipeline pipeline = client.createMediaPipeline(transaction);
        WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build(transaction);
        PassThrough through = new PassThrough.Builder(pipeline).build(transaction);
        endpoint.connect(transaction, through);
        var name = endpoint.getName(transaction);
        transaction.commit();

        assertThat(name.get()).isEqualTo(endpoint.getId());
        assertThat(endpoint.getSinkConnections()).hasSize(3);
        assertThat(pipeline.getChildren()).hasSize(2);
    }

    @Test
    void aTransactionEndsAtTheFirstFailure() {
        MediaPipeline pipeline = client.createMediaPipeline();
        WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
        Transaction transaction = client.beginTransaction();
        endpoint.processAnswer(transaction, "v=0");
        new PassThrough.Builder(pipeline).build(transaction);
        assertThatThrownBy(transaction::commit).hasMessageContaining("Offer not generated");
        assertThat(pipeline.getChildren()).hasSize(1);
    }

    @Test
    void namesAndTagsObjects() throws Exception {
        MediaPipeline pipeline = client.createMediaPipeline();
        WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
        PassThrough through = new PassThrough.Builder(pipeline).build();
        // The client delivers events by several threads, so the second one can come first.
        Map<MediaType, List<Tag>> tags = new ConcurrentHashMap<>();
        CountDownLatch connected = new CountDownLatch(2);
        endpoint.addElementConnectedListener(event -> {
            tags.put(event.getMediaType(), event.getTags());
            connected.countDown();
        });
        endpoint.setName("camera");
        endpoint.addTag("who", "Ann");
        endpoint.connect(through, MediaType.AUDIO);
        endpoint.setSendTagsInEvents(true);
        endpoint.connect(through, MediaType.VIDEO);

        assertThat(endpoint.getName()).isEqualTo("camera");
        assertThat(endpoint.getTag("who")).isEqualTo("Ann");
        assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tags.get(MediaType.AUDIO)).isEmpty();
        assertThat(tags.get(MediaType.VIDEO)).extracting(Tag::getValue).containsExactly("Ann");
        endpoint.removeTag("who");
        assertThatThrownBy(() -> endpoint.getTag("who")).hasMessageContaining("Tag key not found");
        assertThat(endpoint.getCreationTime()).isCloseTo((int) (System.currentTimeMillis() / 1000), within(60));
        assertThat(endpoint.getParent().getId()).isEqualTo(pipeline.getId());
    }

    @Test
    void reportsStatisticsAndLatency() {
        MediaPipeline pipeline = client.createMediaPipeline();
        WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
        media.last().stats = List.of(
                new RtpStreamStats(
                        MediaKind.VIDEO, true, 4_294_967_295L, 10, 9_000, 1, 0.25, 0.003, 0, 2, 3, 4, 500_000, 0, 0),
                new RtpStreamStats(MediaKind.AUDIO, false, 7, 20, 800, 0, 0, 0, 0.05, 0, 0, 0, 0, 0.5, 1.5));

        assertThat(endpointStats(endpoint).getE2ELatency()).isEmpty();
        pipeline.setLatencyStats(true);
        assertThat(endpointStats(endpoint).getE2ELatency())
                .filteredOn(latency -> latency.getType() == MediaType.AUDIO)
                .singleElement()
                .satisfies(latency -> assertThat(latency.getAvg()).isEqualTo(1_500_000));
        assertThat(endpointStats(endpoint).getInputLatency())
                .filteredOn(latency -> latency.getType() == MediaType.AUDIO)
                .singleElement()
                .satisfies(latency -> assertThat(latency.getAvg()).isEqualTo(500_000));

        Map<String, Stats> stats = endpoint.getStats();
        assertThat(stats).hasSize(3);
        assertThat(stats.values())
                .filteredOn(RTCInboundRTPStreamStats.class::isInstance)
                .singleElement()
                .satisfies(stream -> {
                    RTCInboundRTPStreamStats inbound = (RTCInboundRTPStreamStats) stream;
                    assertThat(inbound.getSsrc()).isEqualTo("4294967295");
                    assertThat(inbound.getPacketsReceived()).isEqualTo(10);
                    assertThat(inbound.getFractionLost()).isEqualTo(0.25);
                    assertThat(inbound.getRemb()).isEqualTo(500_000);
                });
        assertThat(endpoint.getStats(MediaType.AUDIO).values())
                .filteredOn(RTCOutboundRTPStreamStats.class::isInstance)
                .singleElement()
                .satisfies(stream -> assertThat(((RTCOutboundRTPStreamStats) stream).getRoundTripTime())
                        .isEqualTo(0.05));
    }

    private static EndpointStats endpointStats(WebRtcEndpoint endpoint) {
        return (EndpointStats) endpoint.getStats().get(endpoint.getId());
    }

    @Test
    void replacesTheFormerSourceOfASink() throws Exception {
        MediaPipeline pipeline = client.createMediaPipeline();
        PassThrough first = new PassThrough.Builder(pipeline).build();
        PassThrough second = new PassThrough.Builder(pipeline).build();
        PassThrough sink = new PassThrough.Builder(pipeline).build();
        BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();
        first.addElementDisconnectedListener(
                event -> disconnected.add(event.getSink().getId()));
        first.connect(sink, MediaType.VIDEO);
        second.connect(sink, MediaType.VIDEO);

        assertThat(disconnected.poll(10, TimeUnit.SECONDS)).isEqualTo(sink.getId());
        assertThat(first.getSinkConnections()).isEmpty();
        assertThat(sink.getSourceConnections(MediaType.VIDEO))
                .extracting(connection -> connection.getSource().getId())
                .containsExactly(second.getId());
        // The hello-world tutorial's loopback.
        second.connect(second);
        assertThat(second.getSinkConnections()).hasSize(4);
        pipeline.release();
        assertThat(media.transports()).isEmpty();
    }

    @Test
    void doesNotConnectAcrossPipelines() {
        PassThrough here = new PassThrough.Builder(client.createMediaPipeline()).build();
        PassThrough there = new PassThrough.Builder(client.createMediaPipeline()).build();
        assertThatThrownBy(() -> here.connect(there)).hasMessageContaining("do not share pipeline");
    }

    @Test
    void keepsTheRembParameters() {
        WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(client.createMediaPipeline()).build();
        RembParams params = new RembParams();
        params.setRembOnConnect(2_000_000);
        endpoint.setRembParams(params);
        // The client's own RembParams loses the values that it reads.
        try (RawClient raw = new RawClient(kurento.uri())) {
            assertThat(raw.call("invoke", "{\"object\":\"" + endpoint.getId() + "\",\"operation\":\"getRembParams\"}")
                            .getAsJsonObject("result")
                            .getAsJsonObject("value")
                            .get("rembOnConnect")
                            .getAsInt())
                    .isEqualTo(2_000_000);
        }
    }

    @Test
    void continuesAfterAFreeze() {
        MediaPipeline pipeline = client.createMediaPipeline();
        kurento.freeze(Duration.ofSeconds(4));
        long start = System.nanoTime();
        assertThat(pipeline.getName()).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }
}
