package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.endpoints.DtlsState;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.testing.FakeMediaEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kurento.client.CertificateKeyType;
import org.kurento.client.ErrorEvent;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.OfferOptions;
import org.kurento.client.PassThrough;
import org.kurento.client.WebRtcEndpoint;

/** Options of endpoints: each one has its effect or is refused. */
class EndpointOptionsIT {
    private final FakeMediaEngine media = new FakeMediaEngine();
    private EmbeddedKurento kurento;
    private KurentoClient client;
    private MediaPipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        kurento = TestKurento.on(media);
        client = KurentoClient.create(kurento.uri().toString());
        pipeline = client.createMediaPipeline();
    }

    @AfterEach
    void stop() {
        client.destroy();
        kurento.close();
    }

    private OfferedMedia offered(WebRtcEndpoint endpoint) {
        endpoint.generateOffer();
        return media.last().offered;
    }

    @Test
    void recvonlyAndSendonlyShapeTheOffer() {
        Set<MediaKind> both = Set.of(MediaKind.AUDIO, MediaKind.VIDEO);
        assertThat(offered(new WebRtcEndpoint.Builder(pipeline).build())).isEqualTo(OfferedMedia.ALL);
        assertThat(offered(new WebRtcEndpoint.Builder(pipeline).recvonly().build()))
                .isEqualTo(new OfferedMedia(both, false, true));
        assertThat(offered(new WebRtcEndpoint.Builder(pipeline).sendonly().build()))
                .isEqualTo(new OfferedMedia(both, true, false));
    }

    @Test
    void anOfferContainsTheMediaInItsOptions() {
        OfferOptions options = new OfferOptions();
        options.setOfferToReceiveAudio(false);
        options.setOfferToReceiveVideo(true);
        new WebRtcEndpoint.Builder(pipeline).build().generateOffer(options);
        assertThat(media.last().offered.kinds()).containsExactly(MediaKind.VIDEO);
    }

    @Test
    void onlyEcdsaCertificatesAreAccepted() {
        new WebRtcEndpoint.Builder(pipeline)
                .withCertificateKeyType(CertificateKeyType.ECDSA)
                .build()
                .release();
        assertThatThrownBy(() -> new WebRtcEndpoint.Builder(pipeline)
                        .withCertificateKeyType(CertificateKeyType.RSA)
                        .build())
                .hasMessageContaining("Only ECDSA certificates")
                .hasMessageContaining("40006");
        assertThat(media.transports()).isEmpty();
    }

    @Test
    void dataChannelsAreRefused() {
        WebRtcEndpoint endpoint =
                new WebRtcEndpoint.Builder(pipeline).useDataChannels().build();
        assertThatThrownBy(endpoint::createDataChannel).hasMessageContaining("Data channels are not supported");
        assertThatThrownBy(() -> endpoint.closeDataChannel(1)).hasMessageContaining("40111");
    }

    @Test
    void onlyDefaultMediaDescriptionsAreConnected() {
        PassThrough one = new PassThrough.Builder(pipeline).build();
        PassThrough two = new PassThrough.Builder(pipeline).build();
        one.connect(two, MediaType.VIDEO, "default", "default");
        one.connect(two, MediaType.AUDIO, "screen", "default");
        assertThat(one.getSinkConnections()).hasSize(1);
    }

    @Test
    void theGraphContainsElementsAndConnections() {
        PassThrough one = new PassThrough.Builder(pipeline).build();
        PassThrough two = new PassThrough.Builder(pipeline).build();
        PassThrough alone = new PassThrough.Builder(pipeline).build();
        one.setName("Ann's \"camera\"");
        one.connect(two, MediaType.VIDEO);
        String arrow = "\"" + one.getId() + "\" -> \"" + two.getId() + "\" [label=\"VIDEO\"];";
        assertThat(pipeline.getGstreamerDot())
                .startsWith("digraph pipeline {")
                .contains(arrow, "label=\"Ann's \\\"camera\\\"\\nPassThrough\"", alone.getId());
        assertThat(two.getGstreamerDot()).contains(arrow).doesNotContain(alone.getId());
        pipeline.dumpGstreamerDot();
        one.dumpGstreamerDot();
    }

    @Test
    void reportsTheStatesOfTheHandshake() throws Exception {
        WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
        BlockingQueue<String> states = new LinkedBlockingQueue<>();
        BlockingQueue<ErrorEvent> errors = new LinkedBlockingQueue<>();
        BlockingQueue<ErrorEvent> errorsOfPipeline = new LinkedBlockingQueue<>();
        endpoint.addDtlsConnectionStateChangeListener(
                event -> states.add(event.getComponentId() + " " + event.getState()));
        endpoint.addErrorListener(errors::add);
        pipeline.addErrorListener(errorsOfPipeline::add);
        assertThat(endpoint.getDtlsConnectionState()).isEmpty();
        media.last().listener.dtlsStateChanged(1, 1, DtlsState.CONNECTING);
        media.last().listener.dtlsStateChanged(1, 1, DtlsState.FAILED);
        media.last().listener.failed("DTLS handshake failed: bad_certificate(42)");

        // The client delivers each event on any free thread.
        assertThat(Set.of(states.poll(10, TimeUnit.SECONDS), states.poll(10, TimeUnit.SECONDS)))
                .containsExactlyInAnyOrder("1 CONNECTING", "1 FAILED");
        assertThat(endpoint.getDtlsConnectionState()).singleElement().satisfies(connection -> assertThat(
                        connection.getState())
                .isEqualTo(org.kurento.client.DtlsConnectionState.FAILED));
        ErrorEvent ofEndpoint = errors.poll(10, TimeUnit.SECONDS);
        assertThat(ofEndpoint.getType()).isEqualTo("UNEXPECTED_ELEMENT_ERROR");
        assertThat(ofEndpoint.getErrorCode()).isEqualTo(40_003);
        assertThat(errorsOfPipeline.poll(10, TimeUnit.SECONDS).getDescription())
                .contains(endpoint.getId(), "bad_certificate");
    }
}
