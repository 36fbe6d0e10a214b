package org.chattycat.kurento.embedded.endpoints;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chattycat.browser.Chromium;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.sdp.SdpException;

/** A Chromium with pages that are WebRTC peers. No server serves the page: requests for its address are answered in place. */
final class BrowserHarness implements AutoCloseable {
    private static final String ADDRESS = "https://peer.test/";
    private static final Gson GSON = new Gson();

    private final Chromium chromium = new Chromium();
    private final BrowserContext context = chromium.browser().newContext();

    BrowserHarness() {
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

    /**
     * The browser answers an offer of the transport, sending and receiving. Candidates are gathered before the answer, as
     * Kurento's tutorials do when Kurento offers.
     */
    static void answer(Page page, String id, WebRtcTransport transport, RecordingListener listener)
            throws SdpException {
        String offer = transport.generateOffer(OfferedMedia.ALL);
        transport.gatherCandidates();
        String answer = (String)
                page.evaluate("([id, sdp, c]) => answerOffer(id, sdp, c)", List.of(id, offer, candidates(listener)));
        transport.processAnswer(answer);
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
        chromium.close();
    }
}
