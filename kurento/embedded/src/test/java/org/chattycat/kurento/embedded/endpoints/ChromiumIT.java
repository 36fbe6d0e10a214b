package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.mp4.Fixtures;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.storage.StorageConfig;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.vp8.Vp8PayloadDescriptor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real Chromium publishes to and views from the media engine. */
class ChromiumIT {
    private static BrowserHarness browser;

    @TempDir
    private Path directory;

    private ForwardingMediaEngine engine;

    @BeforeAll
    static void start() {
        browser = new BrowserHarness();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void open() throws Exception {
        engine = ForwardingMediaEngine.open(MediaEngineConfig.defaults()
                .withAddresses(LocalAddresses.of(List.of(InetAddress.getByName("127.0.0.1"))))
                .withStorage(StorageConfig.DEFAULT.withDirectory(directory)));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void publisherReachesViewerAndPlainRtpTap() throws Exception {
        Page publisher = browser.page();
        RecordingListener published = new RecordingListener();
        WebRtcTransport source = engine.createWebRtc(published);
        BrowserHarness.publish(publisher, "p", source, published, Map.of());
        Await.until("media flows in", () -> published.events().contains("out VIDEO true"), published::events);

        Page viewer = browser.page();
        RecordingListener viewed = new RecordingListener();
        WebRtcTransport sink = engine.createWebRtc(viewed);
        source.connect(sink, MediaKind.AUDIO);
        source.connect(sink, MediaKind.VIDEO);
        BrowserHarness.view(viewer, "v", sink, viewed);
        Await.until(
                "the viewer sees and hears",
                () -> BrowserHarness.stat(viewer, "v", "inbound-rtp-video.framesDecoded") > 60
                        && BrowserHarness.stat(viewer, "v", "inbound-rtp-audio.packetsReceived") > 50,
                () -> BrowserHarness.stats(viewer, "v") + " " + viewed.events() + sink.streamStats());
        assertThat(viewed.events()).contains("in VIDEO true", "in AUDIO true", "media true");
        assertThat(published.events())
                .containsSubsequence(
                        "ice GATHERING",
                        "gathered",
                        "ice CONNECTING",
                        "pair",
                        "ice CONNECTED",
                        "ice READY",
                        "connection true",
                        "media true");
        System.out.printf("first frame after %.0f ms%n", BrowserHarness.stat(viewer, "v", "marks.firstFrame"));

        tap(source);
        publisher.close();
        viewer.close();
    }

    private static double frames(Page viewer) {
        return BrowserHarness.stat(viewer, "v", "inbound-rtp-video.framesDecoded");
    }

    @Test
    void aBrowserAnswersAnOfferAndViewsItself() throws Exception {
        try (Page page = browser.page()) {
            RecordingListener listener = new RecordingListener();
            WebRtcTransport transport = engine.createWebRtc(listener);
            transport.connect(transport, MediaKind.AUDIO);
            transport.connect(transport, MediaKind.VIDEO);
            BrowserHarness.answer(page, "a", transport, listener);
            Await.until(
                    "its own picture comes back",
                    () -> BrowserHarness.stat(page, "a", "inbound-rtp-video.framesDecoded") > 20
                            && BrowserHarness.stat(page, "a", "inbound-rtp-audio.packetsReceived") > 20,
                    () -> BrowserHarness.stats(page, "a") + " " + listener.events());
        }
    }

    @Test
    void h264IsForwarded() throws Exception {
        try (Page publisher = browser.page();
                Page viewer = browser.page()) {
            RecordingListener published = new RecordingListener();
            WebRtcTransport source = engine.createWebRtc(published);
            BrowserHarness.publish(publisher, "p", source, published, Map.of("codec", "h264"));
            Await.until("media flows in", () -> published.events().contains("out VIDEO true"), published::events);
            RecordingListener viewed = new RecordingListener();
            WebRtcTransport sink = engine.createWebRtc(viewed);
            source.connect(sink, MediaKind.VIDEO);
            BrowserHarness.view(viewer, "v", sink, viewed);
            Await.until("the viewer sees", () -> frames(viewer) > 20, () -> BrowserHarness.stats(viewer, "v"));
            assertThat(BrowserHarness.stats(viewer, "v").has("codec-video/h264"))
                    .isTrue();
        }
    }

    /** One of Constrained Baseline, which Chromium offers, and one of High, which its High 4:4:4 includes. */
    @ParameterizedTest
    @CsvSource({"clip.mp4, 160", "high.mp4, 96"})
    void aFileWithH264IsSeen(String name, int width) throws Exception {
        Files.write(directory.resolve(name), Fixtures.read(name));
        try (Page viewer = browser.page()) {
            Player player = engine.createPlayer(new RecordingListener(), name);
            RecordingListener viewed = new RecordingListener();
            WebRtcTransport sink = engine.createWebRtc(viewed);
            player.connect(sink, MediaKind.VIDEO);
            BrowserHarness.view(viewer, "v", sink, viewed);
            Await.until("the viewer is connected", () -> viewed.events().contains("connection true"), viewed::events);
            player.play();
            Await.until("the viewer sees", () -> frames(viewer) > 20, () -> BrowserHarness.stats(viewer, "v"));
            assertThat(BrowserHarness.stat(viewer, "v", "inbound-rtp-video.frameWidth"))
                    .isEqualTo(width);
            assertThat(BrowserHarness.stats(viewer, "v").has("codec-video/h264"))
                    .isTrue();
        }
    }

    private void tap(WebRtcTransport source) throws Exception {
        try (DatagramChannel receiver =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
            receiver.configureBlocking(false);
            int port = ((InetSocketAddress) receiver.getLocalAddress()).getPort();
            SdpTransport tap = engine.createRtp(new RecordingListener(), false);
            String answer = tap.processOffer("""
                    v=0
                    o=- 1 1 IN IP4 127.0.0.1
                    s=-
                    c=IN IP4 127.0.0.1
                    t=0 0
                    m=video %d RTP/AVPF 96
                    a=rtpmap:96 VP8/90000
                    a=rtcp-fb:96 nack
                    a=rtcp-fb:96 nack pli
                    a=recvonly
                    """.formatted(port));
            assertThat(answer).contains("a=sendonly", "c=IN IP4 127.0.0.1", "a=ssrc:");
            source.connect(tap, MediaKind.VIDEO);
            RtpPacketView packet = new RtpPacketView();
            ByteBuffer buffer = ByteBuffer.allocate(Datagrams.MAX_BYTES);
            int[] count = new int[1];
            boolean[] firstIsKeyframe = new boolean[1];
            Await.until("the tap gets packets", () -> {
                try {
                    while (receiver.receive(buffer.clear()) != null) {
                        assertThat(packet.wrap(buffer.array(), 0, buffer.position()))
                                .isTrue();
                        if (count[0]++ == 0) {
                            firstIsKeyframe[0] = Vp8PayloadDescriptor.startsKeyframe(
                                    buffer.array(), packet.payloadOffset(), packet.payloadLength());
                        }
                    }
                } catch (java.io.IOException e) {
                    throw new AssertionError(e);
                }
                return count[0] > 100;
            });
            assertThat(firstIsKeyframe[0]).isTrue();
            tap.close();
        }
    }
}
