package org.chattycat.kurento.embedded.endpoints;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.sdp.SdpException;

/** One Chromium with pages that are WebRTC peers. The page comes from no server: its address is answered in place. */
final class BrowserHarness implements AutoCloseable {
    private static final String ADDRESS = "https://peer.test/";
    private static final Gson GSON = new Gson();

    private final Playwright playwright;
    private final Browser browser;
    private final BrowserContext context;

    BrowserHarness() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--allow-loopback-in-peer-connection",
                                "--use-fake-device-for-media-stream",
                                "--use-fake-ui-for-media-stream",
                                "--autoplay-policy=no-user-gesture-required")));
        context = browser.newContext();
        context.grantPermissions(List.of("camera", "microphone"));
        context.route("**/*", BrowserHarness::answer);
    }

    private static void answer(Route route) {
        try (InputStream page = BrowserHarness.class.getResourceAsStream("/browser/peer.html")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody(new String(page.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            route.abort();
        }
    }

    Page page() {
        Page page = context.newPage();
        page.navigate(ADDRESS);
        return page;
    }

    static void publish(
            Page page, String id, WebRtcTransport transport, RecordingListener listener, Map<String, ?> options)
            throws SdpException {
        String offer = (String) page.evaluate("([id, o]) => offerPublisher(id, o)", List.of(id, options));
        exchange(page, id, transport, listener, offer);
    }

    static void view(Page page, String id, WebRtcTransport transport, RecordingListener listener) throws SdpException {
        String offer = (String) page.evaluate("id => offerViewer(id)", id);
        exchange(page, id, transport, listener, offer);
    }

    /** The browser answers an offer of the transport, sending and receiving. */
    static void answer(Page page, String id, WebRtcTransport transport, RecordingListener listener)
            throws SdpException {
        String offer = transport.generateOffer(OfferedMedia.ALL);
        String answer = (String) page.evaluate("([id, sdp]) => answerOffer(id, sdp, [])", List.of(id, offer));
        transport.processAnswer(answer);
        transport.gatherCandidates();
        page.evaluate(
                "async ([id, c]) => { for (const x of c) await peers[id].addIceCandidate(x) }",
                List.of(id, candidates(listener)));
    }

    private static void exchange(
            Page page, String id, WebRtcTransport transport, RecordingListener listener, String offer)
            throws SdpException {
        String answer = transport.processOffer(offer);
        transport.gatherCandidates();
        page.evaluate("([id, sdp, c]) => answer(id, sdp, c)", List.of(id, answer, candidates(listener)));
    }

    static List<Map<String, Object>> candidates(RecordingListener listener) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (IceCandidate c : listener.candidates()) {
            list.add(Map.of(
                    "candidate",
                    listener.relayed(c.candidate()),
                    "sdpMid",
                    c.sdpMid(),
                    "sdpMLineIndex",
                    c.sdpMLineIndex()));
        }
        return list;
    }

    static JsonObject stats(Page page, String id) {
        return GSON.toJsonTree(page.evaluate("id => stats(id)", id)).getAsJsonObject();
    }

    /** A number of the page's statistics, such as {@code inbound-rtp-video.framesDecoded}; 0 while it is not there. */
    static double stat(Page page, String id, String path) {
        JsonElement element = stats(page, id);
        for (String name : path.split("\\.")) {
            element = element == null || !element.isJsonObject()
                    ? null
                    : element.getAsJsonObject().get(name);
        }
        return element == null || element.isJsonNull() ? 0 : element.getAsDouble();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
