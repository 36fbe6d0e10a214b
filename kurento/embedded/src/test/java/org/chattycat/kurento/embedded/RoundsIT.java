package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.RtpEndpoint;
import org.kurento.client.WebRtcEndpoint;

/** A server that runs for weeks must not keep any state of calls that ended. */
class RoundsIT {
    private static final int ROUNDS = 1_000;
    private static final String OFFER = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=video 46000 RTP/AVPF 96\r\na=rtpmap:96 VP8/90000\r\na=recvonly\r\n";

    @Test
    void aThousandCallsLeaveNothingBehind() throws Exception {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start()) {
            KurentoClient client = KurentoClient.create(kurento.uri().toString());
            for (int i = 0; i < 20; i++) {
                round(client);
            }
            int threads = Thread.activeCount();
            int files = openFiles();
            long start = System.nanoTime();
            for (int i = 0; i < ROUNDS; i++) {
                round(client);
            }
            System.out.printf("%d rounds in %.1f s%n", ROUNDS, (System.nanoTime() - start) / 1e9);
            assertThat(kurento.objectCount()).isZero();
            assertThat(kurento.sessionCount()).isEqualTo(1);
            // The client's own thread pools vary by a few threads.
            assertThat(Thread.activeCount()).isLessThan(threads + 10);
            assertThat(openFiles()).isLessThan(files + 10);
            client.destroy();
        }
    }

    private static void round(KurentoClient client) {
        MediaPipeline pipeline = client.createMediaPipeline();
        WebRtcEndpoint source = new WebRtcEndpoint.Builder(pipeline).build();
        source.generateOffer();
        RtpEndpoint tap = new RtpEndpoint.Builder(pipeline).build();
        tap.processOffer(OFFER);
        source.connect(tap, MediaType.VIDEO);
        pipeline.release();
    }

    private static int openFiles() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }
}
