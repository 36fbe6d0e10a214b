package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.io.PortRange;
import org.chattycat.kurento.embedded.router.Profile;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.RtpEndpoint;
import org.kurento.client.WebRtcEndpoint;
import org.kurento.client.internal.server.KurentoServerException;

/** A server whose UDP ports are used up. */
class FullServerIT {
    private static final String RTP_OFFER = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
            + "t=0 0\r\nm=video 46000 RTP/AVPF 96\r\na=rtpmap:96 VP8/90000\r\na=recvonly\r\n";

    private EmbeddedKurento kurento;
    private KurentoClient client;
    private MediaPipeline pipeline;

    /** With room for one browser, besides the port that a server without limits shares among all, and for one RTP endpoint. */
    @BeforeEach
    void start() throws IOException {
        // Below the ports that the system assigns by itself.
        int port = ThreadLocalRandom.current().nextInt(10_000, 16_000) * 2;
        kurento = EmbeddedKurento.builder()
                .media(MediaEngineConfig.defaults()
                        .withAddresses(LocalAddresses.of(List.of(InetAddress.getByName("127.0.0.1"))))
                        .withPorts(new PortRange(port, port + 1), new PortRange(port + 2, port + 3))
                        .withProfile(Profile.KURENTO_LIMITS))
                .start();
        client = KurentoClient.create(kurento.uri().toString());
        pipeline = client.createMediaPipeline();
    }

    @AfterEach
    void stop() {
        client.destroy();
        kurento.close();
    }

    @Test
    void refusesToGatherCandidatesUntilAPortIsFree() throws IOException {
        try (DtlsAssociations dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(Duration.ofSeconds(20)));
                SyntheticPeer peer = new SyntheticPeer(dtls, InetAddress.getByName("127.0.0.1"))) {
            WebRtcEndpoint first = new WebRtcEndpoint.Builder(pipeline).build();
            first.processOffer(peer.offer("sendonly"));
            first.gatherCandidates();
            WebRtcEndpoint second = new WebRtcEndpoint.Builder(pipeline).build();
            second.processOffer(peer.offer("sendonly"));
            assertRefused(second::gatherCandidates, 40400);

            first.release();
            second.gatherCandidates();
            assertThat(second.getLocalSessionDescriptor()).contains("a=candidate:");
        }
    }

    @Test
    void refusesAnOfferOfPlainRtpUntilPortsAreFree() {
        RtpEndpoint first = new RtpEndpoint.Builder(pipeline).build();
        first.processOffer(RTP_OFFER);
        RtpEndpoint second = new RtpEndpoint.Builder(pipeline).build();
        assertRefused(() -> second.processOffer(RTP_OFFER), 40009);

        first.release();
        assertThat(second.processOffer(RTP_OFFER)).contains("m=video");
    }

    private static void assertRefused(ThrowingCallable request, int code) {
        assertThatThrownBy(request).isInstanceOfSatisfying(KurentoServerException.class, e -> assertThat(e.getCode())
                .isEqualTo(code));
    }
}
