package org.chattycat.kurento.embedded.endpoints;

import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * Measures the media engine alone: the time from creating a viewer's peer connection in Chromium to its first frame, in ms,
 * with the steps between; of viewers who come one by one, and of twenty within a second. Then it measures joins with and
 * without silent peers in turns. Prints one JSON line for each.
 */
public final class JoinBench {
    private static final int WARM_UP = 10;
    private static final int JOINS = 30;
    /** Longer than the interval between keyframe requests, so that no join waits because of the join before. */
    private static final int PAUSE_MS = 800;
    /** So long that the packets since the last keyframe are too many to start with, so that no join is helped either. */
    private static final int ALONE_MS = 2_500;

    private static final int BURSTS = 5;
    private static final int BURST_VIEWERS = 20;
    private static final int BURST_STEP_MS = 50;
    /** For the jitter buffer to settle. */
    private static final int SHOWN_MS = 1_000;

    private static final int SILENT_PEERS = 200;
    /** Enough that a participant's silent peers hold handshakes, one after the other, for as long as the joins take. */
    private static final int PER_PARTICIPANT = 20;
    /** Few joins per turn, so that other load on the machine affects both cases alike. */
    private static final int TURNS = 6;

    private final ForwardingMediaEngine engine;
    private final InetAddress local;
    private final WebRtcTransport source;
    private final Page viewer;
    private int joined;

    private JoinBench(ForwardingMediaEngine engine, InetAddress local, WebRtcTransport source, Page viewer) {
        this.engine = engine;
        this.local = local;
        this.source = source;
        this.viewer = viewer;
    }

    public static void main(String[] arguments) throws Exception {
        MediaEngineConfig config = MediaEngineConfig.defaults();
        try (BrowserHarness browser = new BrowserHarness();
                ForwardingMediaEngine engine = ForwardingMediaEngine.open(config);
                Page publisher = browser.page();
                Page viewer = browser.page()) {
            RecordingListener published = new RecordingListener();
            WebRtcTransport source = engine.createWebRtc(published);
            BrowserHarness.publish(publisher, "publisher", source, published, Map.of());
            Await.until("media flows in", () -> published.events().contains("out VIDEO true"));
            JoinBench bench = new JoinBench(engine, config.addresses().list().get(0), source, viewer);
            bench.join(WARM_UP, PAUSE_MS);
            bench.undisturbed();
            bench.burst();
            bench.bursts();
            bench.besideSilentPeers(Silence.BEFORE_CLIENT_HELLO);
            bench.besideSilentPeers(Silence.AFTER_SERVER_HELLO);
        }
        System.exit(0);
    }

    private void undisturbed() throws Exception {
        List<Map<String, Double>> joins = join(JOINS, ALONE_MS);
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
    }

    private void besideSilentPeers(Silence when) throws Exception {
        List<Map<String, Double>> alone = new ArrayList<>();
        List<Map<String, Double>> beside = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            alone.addAll(join(JOINS / TURNS, PAUSE_MS));
            try (SilentPeers peers = new SilentPeers(engine, local)) {
                peers.fallSilent(when, SILENT_PEERS, PER_PARTICIPANT);
                beside.addAll(join(JOINS / TURNS, PAUSE_MS));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"join\",\"scenario\":\"silent-peers\",\"silence\":\"%s\",\"peers\":%d,\"joins\":%d,"
                        + "\"aloneFirstFrameP50Ms\":%.0f,\"aloneFirstFrameP95Ms\":%.0f,"
                        + "\"firstFrameP50Ms\":%.0f,\"firstFrameP95Ms\":%.0f,\"ratioP50\":%.2f}%n",
                when,
                SILENT_PEERS,
                beside.size(),
                percentile(alone, "firstFrame", 50),
                percentile(alone, "firstFrame", 95),
                percentile(beside, "firstFrame", 50),
                percentile(beside, "firstFrame", 95),
                percentile(beside, "firstFrame", 50) / percentile(alone, "firstFrame", 50));
    }

    private void bursts() throws Exception {
        List<Map<String, Double>> joins = new ArrayList<>();
        long keyframes = 0;
        for (int i = 0; i < BURSTS; i++) {
            long before = keyframeRequests();
            joins.addAll(burst());
            keyframes = Math.max(keyframes, keyframeRequests() - before);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"join\",\"scenario\":\"endpoint-burst\",\"joins\":%d,\"negotiatedP50Ms\":%.0f,"
                        + "\"connectedP50Ms\":%.0f,\"firstFrameP50Ms\":%.0f,\"firstFrameP95Ms\":%.0f,\"firstFrameMaxMs\":%.0f,"
                        + "\"bufferedP50Ms\":%.0f,\"bufferedP95Ms\":%.0f,\"keyframesRequestedMax\":%d}%n",
                joins.size(),
                percentile(joins, "negotiated", 50),
                percentile(joins, "connected", 50),
                percentile(joins, "firstFrame", 50),
                percentile(joins, "firstFrame", 95),
                percentile(joins, "firstFrame", 100),
                percentile(joins, "buffered", 50),
                percentile(joins, "buffered", 95),
                keyframes);
    }

    private long keyframeRequests() {
        return source.streamStats().stream()
                .mapToLong(stream -> stream.plis() + stream.firs())
                .sum();
    }

    private List<Map<String, Double>> burst() throws Exception {
        Thread.sleep(ALONE_MS);
        List<WebRtcTransport> sinks = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < BURST_VIEWERS; i++) {
            long early = start + i * BURST_STEP_MS * 1_000_000L - System.nanoTime();
            Thread.sleep(Math.max(0, early / 1_000_000));
            RecordingListener viewed = new RecordingListener();
            WebRtcTransport sink = engine.createWebRtc(viewed);
            String id = "viewer" + joined++;
            sinks.add(sink);
            ids.add(id);
            source.connect(sink, MediaKind.VIDEO);
            BrowserHarness.view(viewer, id, sink, viewed);
        }
        List<Map<String, Double>> joins = new ArrayList<>();
        for (String id : ids) {
            marks(id);
        }
        Thread.sleep(SHOWN_MS);
        for (String id : ids) {
            Map<String, Double> marks = new HashMap<>(marks(id));
            double frames = BrowserHarness.stat(viewer, id, "inbound-rtp-video.jitterBufferEmittedCount");
            double seconds = BrowserHarness.stat(viewer, id, "inbound-rtp-video.jitterBufferDelay");
            marks.put("buffered", 1000 * seconds / Math.max(1, frames));
            joins.add(marks);
        }
        for (int i = 0; i < BURST_VIEWERS; i++) {
            viewer.evaluate("id => close(id)", ids.get(i));
            sinks.get(i).close();
        }
        return joins;
    }

    private List<Map<String, Double>> join(int times, int pauseMs) throws Exception {
        List<Map<String, Double>> joins = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Thread.sleep(pauseMs);
            joins.add(join("viewer" + joined++));
        }
        return joins;
    }

    private Map<String, Double> join(String id) throws Exception {
        RecordingListener viewed = new RecordingListener();
        try (WebRtcTransport sink = engine.createWebRtc(viewed)) {
            source.connect(sink, MediaKind.AUDIO);
            source.connect(sink, MediaKind.VIDEO);
            BrowserHarness.view(viewer, id, sink, viewed);
            Map<String, Double> marks = marks(id);
            viewer.evaluate("id => close(id)", id);
            return marks;
        }
    }

    /** Waits for a viewer's first frame. */
    private Map<String, Double> marks(String id) {
        Await.until("a picture", () -> BrowserHarness.stat(viewer, id, "marks.firstFrame") > 0);
        return Map.of(
                "negotiated", BrowserHarness.stat(viewer, id, "marks.negotiated"),
                "ice", BrowserHarness.stat(viewer, id, "marks.ice"),
                "connected", BrowserHarness.stat(viewer, id, "marks.connected"),
                "firstFrame", BrowserHarness.stat(viewer, id, "marks.firstFrame"));
    }

    private static double percentile(List<Map<String, Double>> joins, String mark, int percent) {
        double[] sorted =
                joins.stream().mapToDouble(marks -> marks.get(mark)).sorted().toArray();
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }
}
