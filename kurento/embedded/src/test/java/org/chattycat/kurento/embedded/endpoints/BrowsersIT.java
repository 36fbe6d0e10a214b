package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chattycat.browser.Firefox;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.WebRtcEndpoint;

/** Calls between Firefox and Chromium, through Kurento's client. */
class BrowsersIT {
    private static final Gson GSON = new Gson();

    private static PeerPages pages;
    private static BrowserHarness chromium;
    private static Firefox firefox;

    @BeforeAll
    static void start() throws Exception {
        pages = new PeerPages();
        chromium = new BrowserHarness();
        firefox = new Firefox();
    }

    @AfterAll
    static void stop() throws Exception {
        firefox.close();
        chromium.close();
        pages.close();
    }

    /** A page of {@code peer.html} that acts as one peer. */
    private interface Peer extends AutoCloseable {
        /** Runs a function of the page with a list of arguments. */
        JsonElement run(String function, Object... arguments);

        @Override
        void close();

        default JsonObject stats(String id) {
            return run("([id]) => stats(id)", id).getAsJsonObject();
        }

        /** A statistic of the received media; 0 while there is none. */
        default double received(String id, String kind, String name) {
            JsonObject stream = stats(id).getAsJsonObject("inbound-rtp-" + kind);
            return stream == null || !stream.has(name) ? 0 : stream.get(name).getAsDouble();
        }
    }

    private static Peer open(String browser, String name) {
        if (browser.equals("Chromium")) {
            return new ChromiumPeer(chromium.page());
        }
        firefox.run(name, "open", pages.url());
        return new FirefoxPeer(name);
    }

    private record ChromiumPeer(Page page) implements Peer {
        @Override
        public JsonElement run(String function, Object... arguments) {
            return GSON.toJsonTree(page.evaluate(function, List.of(arguments)));
        }

        @Override
        public void close() {
            page.close();
        }
    }

    private record FirefoxPeer(String name) implements Peer {
        @Override
        public JsonElement run(String function, Object... arguments) {
            return firefox.run(name, "evaluate", function, List.of(arguments));
        }

        @Override
        public void close() {
            firefox.run(name, "close");
        }
    }

    @ParameterizedTest
    @CsvSource({"Chromium, Firefox", "Firefox, Chromium", "Firefox, Firefox"})
    void seeAndHearEachOther(String publishing, String viewing) throws Exception {
        call(MediaEngineConfig.defaults(), publishing, viewing, "vp8");
    }

    /** Firefox gathers no candidate for ::1. */
    @ParameterizedTest
    @CsvSource({"Chromium, Firefox", "Firefox, Chromium"})
    void seeAndHearEachOtherOverIpv6Only(String publishing, String viewing) throws Exception {
        List<InetAddress> ipv6 = LocalAddresses.all().list().stream()
                .filter(address -> address instanceof Inet6Address && !address.isLoopbackAddress())
                .toList();
        assumeTrue(!ipv6.isEmpty(), "this machine has no IPv6 address beside loopback");
        call(MediaEngineConfig.defaults().withAddresses(LocalAddresses.of(ipv6)), publishing, viewing, "vp8");
    }

    /** Firefox has H.264 only once it has downloaded OpenH264. */
    @Test
    void seeEachOtherInH264() throws Exception {
        try (Peer page = open("Firefox", "look")) {
            boolean h264 = page.run("() => RTCRtpSender.getCapabilities('video').codecs"
                            + ".some(codec => codec.mimeType.toLowerCase() === 'video/h264')")
                    .getAsBoolean();
            assumeTrue(h264, "this Firefox has no H.264");
        }
        call(MediaEngineConfig.defaults(), "Chromium", "Firefox", "h264");
        call(MediaEngineConfig.defaults(), "Firefox", "Chromium", "h264");
    }

    private static void call(MediaEngineConfig media, String publishing, String viewing, String codec)
            throws Exception {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().media(media).start();
                Peer publisher = open(publishing, "publisher");
                Peer viewer = open(viewing, "viewer")) {
            KurentoClient client = KurentoClient.create(kurento.uri().toString());
            try {
                MediaPipeline pipeline = client.createMediaPipeline();
                WebRtcEndpoint source = new WebRtcEndpoint.Builder(pipeline).build();
                String offer = publisher
                        .run("([options]) => offerPublisher('publisher', options)", Map.of("codec", codec))
                        .getAsString();
                negotiate(publisher, "publisher", source, offer);
                WebRtcEndpoint sink = new WebRtcEndpoint.Builder(pipeline).build();
                source.connect(sink);
                negotiate(
                        viewer,
                        "viewer",
                        sink,
                        viewer.run("() => offerViewer('viewer')").getAsString());
                awaitMedia(viewer);
                assertThat(viewer.stats("viewer").has("codec-video/" + codec)).isTrue();
            } finally {
                client.destroy();
            }
        }
    }

    /**
     * Candidates are not trickled: kurento-client uses several threads, so the end of gathering may overtake a
     * candidate.
     */
    private static void negotiate(Peer peer, String id, WebRtcEndpoint endpoint, String offer) throws Exception {
        CompletableFuture<Void> gathered = new CompletableFuture<>();
        endpoint.addIceGatheringDoneListener(event -> gathered.complete(null));
        endpoint.processOffer(offer);
        endpoint.gatherCandidates();
        gathered.get(10, TimeUnit.SECONDS);
        peer.run("([id, sdp]) => answer(id, sdp, [])", id, endpoint.getLocalSessionDescriptor());
    }

    /** Measures twice, so that a frozen video fails. */
    private static void awaitMedia(Peer viewer) {
        Await.until("the viewer sees", () -> frames(viewer) > 0, () -> viewer.stats("viewer"));
        double frames = frames(viewer);
        double packets = packets(viewer);
        Await.until(
                "pictures and sound go on",
                () -> frames(viewer) > frames + 30 && packets(viewer) > packets + 50,
                () -> viewer.stats("viewer"));
    }

    private static double frames(Peer viewer) {
        return viewer.received("viewer", "video", "framesDecoded");
    }

    private static double packets(Peer viewer) {
        return viewer.received("viewer", "audio", "packetsReceived");
    }
}
