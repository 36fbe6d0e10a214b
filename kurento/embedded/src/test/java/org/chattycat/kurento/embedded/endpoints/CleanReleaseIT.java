package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Released transports leave no threads, ports or memory behind. */
class CleanReleaseIT {
    private static final int ROUNDS = 1_000;
    /** Joining with a real handshake takes ten times as long, and fewer rounds also show a leak. */
    private static final int HANDSHAKES = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static int openFiles() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }

    /** Used heap in bytes, after garbage collection. */
    static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    @DisplayName("a thousand rounds leak no threads, ports or memory")
    void aThousandRoundsLeakNothing() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ForwardingMediaEngine engine = ForwardingMediaEngine.open(
                        MediaEngineConfig.defaults().withAddresses(LocalAddresses.of(List.of(loopback))));
                DtlsAssociations dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE))) {
            rounds(engine, dtls, loopback, 50, 5);
            int files = openFiles();
            long memory = usedMemory();
            rounds(engine, dtls, loopback, ROUNDS, HANDSHAKES);
            Await.until("idle handshake threads end", () -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("media-dtls")));
            assertThat(openFiles()).isLessThanOrEqualTo(files + 2);
            assertThat(usedMemory() - memory).isLessThan(8L << 20);
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("media-"))
                            .map(Thread::getName))
                    .containsExactly("media-loop");
        }
        Await.until("the loop ends", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("media-")));
    }

    private static void rounds(
            ForwardingMediaEngine engine, DtlsAssociations dtls, InetAddress loopback, int rounds, int handshakes)
            throws Exception {
        for (int i = 0; i < rounds; i++) {
            RecordingListener listener = new RecordingListener();
            try (WebRtcTransport publisher = engine.createWebRtc(listener);
                    WebRtcTransport viewer = engine.createWebRtc(new MediaTransportListener() {});
                    MediaTransport passThrough = engine.createPassThrough(new MediaTransportListener() {});
                    SdpTransport tap = engine.createRtp(new MediaTransportListener() {}, false);
                    SyntheticPeer peer = new SyntheticPeer(dtls, loopback)) {
                String answer = publisher.processOffer(peer.offer("sendonly"));
                viewer.processOffer(peer.offer("recvonly").replaceAll("a=(group:|rtcp-mux).*\r\n", ""));
                tap.processOffer("v=0\r\nc=IN IP4 127.0.0.1\r\nm=video 9 RTP/AVP 96\r\n"
                        + "a=rtpmap:96 VP8/90000\r\na=recvonly\r\n");
                publisher.connect(passThrough, MediaKind.VIDEO);
                passThrough.connect(viewer, MediaKind.VIDEO);
                publisher.connect(tap, MediaKind.VIDEO);
                if (i < handshakes) {
                    publisher.gatherCandidates();
                    peer.connect(answer, SyntheticCallIT.address(listener), PATIENCE);
                    byte[] packet = Rtp.vp8(1, 1, 1, true);
                    peer.sendRtp(packet, packet.length);
                }
            }
        }
    }
}
