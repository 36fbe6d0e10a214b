package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.testing.FakeMediaEngine;
import org.chattycat.kurento.embedded.testing.FakeTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kurento.client.ConnectionState;
import org.kurento.client.IceCandidate;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaElement;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.RtpEndpoint;
import org.kurento.client.WebRtcEndpoint;
import org.kurento.client.internal.server.KurentoServerException;

/** Tests with Kurento's own, unmodified client. */
class KurentoClientIT {
    private final FakeMediaEngine media = new FakeMediaEngine();
    private EmbeddedKurento kurento;
    private KurentoClient client;

    @BeforeEach
    void start() throws Exception {
        kurento = EmbeddedKurento.builder().media(media).start();
        client = KurentoClient.create(kurento.uri().toString());
    }

    @AfterEach
    void stop() {
        client.destroy();
        kurento.close();
        assertThat(media.isClosed()).isTrue();
    }

    @Test
    void negotiatesAWebRtcEndpointAndReceivesEvents() throws Exception {
        MediaPipeline pipeline = client.createMediaPipeline();
        WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
        BlockingQueue<IceCandidate> candidates = new LinkedBlockingQueue<>();
        BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
        endpoint.addIceCandidateFoundListener(event -> candidates.add(event.getCandidate()));
        endpoint.addConnectionStateChangedListener(event -> states.add(event.getNewState()));
        endpoint.setMaxVideoSendBandwidth(2500);

        assertThat(endpoint.processOffer("v=0\r\n")).isEqualTo(FakeTransport.ANSWER);
        endpoint.gatherCandidates();
        endpoint.addIceCandidate(new IceCandidate("candidate:1 1 udp 1 127.0.0.1 9 typ host", "0", 0));
        FakeTransport transport = media.last();
        transport.listener.connectionStateChanged(true);

        assertThat(candidates.poll(10, TimeUnit.SECONDS).getCandidate()).contains("typ host");
        assertThat(states.poll(10, TimeUnit.SECONDS)).isEqualTo(ConnectionState.CONNECTED);
        assertThat(endpoint.getConnectionState()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(transport.remoteCandidates).hasSize(1);
        assertThat(transport.bandwidth.maxVideoSend()).isEqualTo(2500);
        assertThat(endpoint.getRemoteSessionDescriptor()).isEqualTo("v=0\r\n");
    }

    @Test
    void connectsAndDisconnectsElementsByMediaType() {
        MediaPipeline pipeline = client.createMediaPipeline();
        WebRtcEndpoint publisher = new WebRtcEndpoint.Builder(pipeline).build();
        FakeTransport source = media.last();
        RtpEndpoint tap = new RtpEndpoint.Builder(pipeline).build();
        FakeTransport sink = media.last();

        publisher.connect(tap, MediaType.VIDEO);
        assertThat(source.feeds).containsExactly(new FakeTransport.Feed(sink, MediaKind.VIDEO));
        tap.requestKeyframe();
        assertThat(sink.keyframeRequests).hasValue(1);
        assertThatThrownBy(publisher::requestKeyframe)
                .isInstanceOfSatisfying(KurentoServerException.class, e -> assertThat(e.getCode())
                        .isEqualTo(40111));

        publisher.connect((MediaElement) tap);
        assertThat(source.feeds).hasSize(3);
        assertThat(tap.getSourceConnections()).hasSize(3);
        publisher.disconnect(tap);
        assertThat(source.feeds).isEmpty();
    }

    @Test
    void releasesTheChildrenOfAnObject() {
        MediaPipeline pipeline = client.createMediaPipeline();
        WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
        pipeline.release();
        assertThat(media.transports()).isEmpty();
        assertThat(kurento.objectCount()).isZero();
        assertThatThrownBy(endpoint::getName).hasMessageContaining("not found");
    }

    @Test
    void runsOnTheRealMediaEngine() throws Exception {
        try (EmbeddedKurento real = EmbeddedKurento.builder().start()) {
            KurentoClient realClient = KurentoClient.create(real.uri().toString());
            MediaPipeline pipeline = realClient.createMediaPipeline();
            RtpEndpoint endpoint = new RtpEndpoint.Builder(pipeline).build();
            String answer = endpoint.processOffer("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
                    + "t=0 0\r\nm=video 46000 RTP/AVPF 96\r\na=rtpmap:96 VP8/90000\r\na=recvonly\r\n");
            assertThat(answer).contains("VP8/90000").contains("a=sendonly");
            assertThat(endpoint.getConnectionState()).isEqualTo(ConnectionState.CONNECTED);
            pipeline.release();
            realClient.destroy();
        }
    }

    @Test
    void aClosedClientLeavesNothingBehind() throws Exception {
        KurentoClient other = KurentoClient.create(kurento.uri().toString());
        new WebRtcEndpoint.Builder(other.createMediaPipeline()).build();
        assertThat(kurento.objectCount()).isEqualTo(2);
        other.destroy();
        for (int i = 0; i < 100 && kurento.objectCount() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(List.of(kurento.objectCount(), media.transports().size())).containsOnly(0);
    }
}
