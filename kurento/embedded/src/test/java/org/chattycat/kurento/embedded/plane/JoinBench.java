package org.chattycat.kurento.embedded.plane;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chattycat.kurento.embedded.media.MediaKind;
import org.chattycat.kurento.embedded.media.WebRtcNode;

/**
 * Measures how long a Chromium that begins to view waits for the first picture, with nothing but the media plane on the
 * other side: from making the peer connection, in ms, with the steps on the way. Prints one JSON line.
 */
public final class JoinBench {
    private static final int WARM_UP = 10;
    private static final int JOINS = 30;
    /** Beyond the time in which a publisher is asked for one keyframe only: joins must not wait for those before. */
    private static final int PAUSE_MS = 800;

    private JoinBench() {}

    public static void main(String[] arguments) throws Exception {
        List<Map<String, Double>> joins = new ArrayList<>();
        try (BrowserHarness browser = new BrowserHarness();
                ForwardingMediaPlane plane = ForwardingMediaPlane.open(MediaPlaneConfig.defaults());
                Page publisher = browser.page();
                Page viewer = browser.page()) {
            RecordingListener published = new RecordingListener();
            WebRtcNode source = plane.createWebRtc(published);
            BrowserHarness.publish(publisher, "publisher", source, published, Map.of());
            Await.until("media flows in", () -> published.events().contains("out VIDEO true"));
            for (int i = 0; i < WARM_UP + JOINS; i++) {
                Map<String, Double> marks = join(plane, source, viewer, "viewer" + i);
                if (i >= WARM_UP) {
                    joins.add(marks);
                }
                Thread.sleep(PAUSE_MS);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"join\",\"scenario\":\"endpoint\",\"joins\":%d,\"negotiatedP50Ms\":%.0f,\"iceP50Ms\":%.0f,"
                        + "\"connectedP50Ms\":%.0f,\"firstFrameP50Ms\":%.0f,\"firstFrameP95Ms\":%.0f}%n",
                joins.size(),
                percentile(joins, "negotiated", 50),
                percentile(joins, "ice", 50),
                percentile(joins, "connected", 50),
                percentile(joins, "firstFrame", 50),
                percentile(joins, "firstFrame", 95));
        System.exit(0);
    }

    private static Map<String, Double> join(ForwardingMediaPlane plane, WebRtcNode source, Page viewer, String id)
            throws Exception {
        RecordingListener viewed = new RecordingListener();
        try (WebRtcNode sink = plane.createWebRtc(viewed)) {
            source.connect(sink, MediaKind.AUDIO);
            source.connect(sink, MediaKind.VIDEO);
            BrowserHarness.view(viewer, id, sink, viewed);
            Await.until("a picture", () -> BrowserHarness.stat(viewer, id, "marks.firstFrame") > 0);
            Map<String, Double> marks = Map.of(
                    "negotiated", BrowserHarness.stat(viewer, id, "marks.negotiated"),
                    "ice", BrowserHarness.stat(viewer, id, "marks.ice"),
                    "connected", BrowserHarness.stat(viewer, id, "marks.connected"),
                    "firstFrame", BrowserHarness.stat(viewer, id, "marks.firstFrame"));
            viewer.evaluate("id => close(id)", id);
            return marks;
        }
    }

    private static double percentile(List<Map<String, Double>> joins, String mark, int percent) {
        double[] sorted =
                joins.stream().mapToDouble(marks -> marks.get(mark)).sorted().toArray();
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }
}
