package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Page;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A real Chromium over lossy paths and over IPv6. */
class ChromiumPathsIT {
    /** The delay of repair: two round trips of NACK and RTX, each after the wait for late packets. */
    private static final double REPAIR_MS = 300;

    private static final int FRAMES = 300;

    private static BrowserHarness browser;

    @BeforeAll
    static void start() {
        browser = new BrowserHarness();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    private static ForwardingMediaEngine engine(List<InetAddress> addresses) throws Exception {
        return ForwardingMediaEngine.open(MediaEngineConfig.defaults().withAddresses(LocalAddresses.of(addresses)));
    }

    /** Both calls run at the same time in the same pages, so that other load affects both. */
    @Test
    @DisplayName("with 5 % loss each way no frame waits much longer than without loss")
    void fivePercentLossHardlyDelaysFrames() throws Exception {
        try (ForwardingMediaEngine engine = engine(List.of(InetAddress.getByName("127.0.0.1")));
                Page publishers = browser.page();
                Page viewers = browser.page();
                LossyRelay lossy = new LossyRelay(serverAddress(engine), 5);
                LossyRelay lossless = new LossyRelay(serverAddress(engine), 5)) {
            call(engine, "lossy", publishers, viewers, lossy);
            call(engine, "lossless", publishers, viewers, lossless);
            awaitFrames(viewers, 30);
            double plis = video(viewers, "lossy", "pliCount");
            double frozenBefore = video(viewers, "lossy", "totalFreezesDuration");
            double controlFrozenBefore = video(viewers, "lossless", "totalFreezesDuration");
            lossy.setLoss(0.05);
            viewers.evaluate("() => watchGaps(['lossy', 'lossless'])");
            awaitFrames(viewers, frames(viewers) + FRAMES);

            double gap = BrowserHarness.stat(viewers, "lossy", "longestGapMs");
            double controlGap = BrowserHarness.stat(viewers, "lossless", "longestGapMs");
            double frozen = video(viewers, "lossy", "totalFreezesDuration") - frozenBefore;
            double controlFrozen = video(viewers, "lossless", "totalFreezesDuration") - controlFrozenBefore;
            String evidence =
                    "dropped %d, retransmitted %.0f, NACKs %.0f, PLIs %.0f; without a new picture at most %.0f ms, without loss %.0f ms; frozen %.2f s, without loss %.2f s"
                            .formatted(
                                    lossy.dropped(),
                                    video(viewers, "lossy", "retransmittedPacketsReceived"),
                                    video(viewers, "lossy", "nackCount"),
                                    video(viewers, "lossy", "pliCount") - plis,
                                    gap,
                                    controlGap,
                                    frozen,
                                    controlFrozen);
            System.out.println(evidence);
            assertThat(lossy.dropped()).isPositive();
            assertThat(lossless.dropped()).isZero();
            assertThat(video(viewers, "lossy", "retransmittedPacketsReceived"))
                    .as("to the viewer")
                    .isPositive();
            assertThat(BrowserHarness.stat(publishers, "lossy", "outbound-rtp-video.retransmittedPacketsSent"))
                    .as("from the publisher")
                    .isPositive();
            // Not the sum, which grows with the length of the call by every repair that took two tries.
            assertThat(gap).as(evidence).isLessThanOrEqualTo(controlGap + REPAIR_MS);
        }
    }

    private static void call(ForwardingMediaEngine engine, String id, Page publishers, Page viewers, LossyRelay relay)
            throws Exception {
        RecordingListener published = new RecordingListener();
        published.setRelayPort(relay.port());
        WebRtcTransport source = engine.createWebRtc(published);
        BrowserHarness.publish(publishers, id, source, published, Map.of("canvas", true));
        RecordingListener viewed = new RecordingListener();
        viewed.setRelayPort(relay.port());
        WebRtcTransport sink = engine.createWebRtc(viewed);
        source.connect(sink, MediaKind.VIDEO);
        BrowserHarness.view(viewers, id, sink, viewed);
    }

    private static void awaitFrames(Page viewers, double count) {
        Await.until(
                "both viewers see " + count + " pictures",
                () -> frames(viewers) >= count,
                () -> BrowserHarness.stats(viewers, "lossy") + " " + BrowserHarness.stats(viewers, "lossless"));
    }

    /** Frames decoded by the viewer that has decoded fewer. */
    private static double frames(Page viewers) {
        return Math.min(video(viewers, "lossy", "framesDecoded"), video(viewers, "lossless", "framesDecoded"));
    }

    private static double video(Page page, String id, String name) {
        return BrowserHarness.stat(page, id, "inbound-rtp-video." + name);
    }

    /** The address of the engine's socket, from a candidate. */
    private static InetSocketAddress serverAddress(ForwardingMediaEngine engine) throws Exception {
        RecordingListener listener = new RecordingListener();
        try (WebRtcTransport probe = engine.createWebRtc(listener);
                InputStream offer = ChromiumPathsIT.class.getResourceAsStream("/sdp/chromium-156-viewer.sdp")) {
            probe.processOffer(new String(offer.readAllBytes(), StandardCharsets.UTF_8));
            probe.gatherCandidates();
        }
        return SyntheticCallIT.address(listener);
    }

    /** The server has only IPv6 addresses, so all packets arrive over IPv6. */
    @Test
    void twoPeersSeeAndHearEachOtherOverIpv6Only() throws Exception {
        List<InetAddress> ipv6 = LocalAddresses.all().list().stream()
                .filter(Inet6Address.class::isInstance)
                .toList();
        assumeThat(ipv6).as("IPv6 addresses of this machine").isNotEmpty();
        try (ForwardingMediaEngine engine = engine(ipv6);
                Page ann = browser.page();
                Page bob = browser.page()) {
            WebRtcTransport fromAnn = publish(engine, ann);
            WebRtcTransport fromBob = publish(engine, bob);
            view(engine, fromBob, ann);
            view(engine, fromAnn, bob);
            for (Page page : List.of(ann, bob)) {
                Await.until(
                        "each sees and hears the other",
                        () -> video(page, "viewer", "framesDecoded") > 30
                                && BrowserHarness.stat(page, "viewer", "inbound-rtp-audio.packetsReceived") > 30,
                        () -> BrowserHarness.stats(page, "viewer"));
            }
        }
    }

    private static WebRtcTransport publish(ForwardingMediaEngine engine, Page page) throws Exception {
        RecordingListener listener = new RecordingListener();
        WebRtcTransport transport = engine.createWebRtc(listener);
        BrowserHarness.publish(page, "publisher", transport, listener, Map.of());
        assertThat(listener.candidates())
                .isNotEmpty()
                .allMatch(candidate -> candidate.attribute().address().contains(":"));
        return transport;
    }

    private static void view(ForwardingMediaEngine engine, WebRtcTransport source, Page page) throws Exception {
        RecordingListener listener = new RecordingListener();
        WebRtcTransport transport = engine.createWebRtc(listener);
        source.connect(transport, MediaKind.AUDIO);
        source.connect(transport, MediaKind.VIDEO);
        BrowserHarness.view(page, "viewer", transport, listener);
    }
}
