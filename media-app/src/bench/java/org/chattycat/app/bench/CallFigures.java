package org.chattycat.app.bench;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.chattycat.app.probe.CallTimes;
import org.chattycat.app.probe.Percentile;
import org.chattycat.app.probe.Received;

/** What the participants of a run experienced. Errors are described on standard error. */
final class CallFigures extends CallTimes {
    /** More are counted only. */
    private static final int DESCRIBED_ERRORS = 50;

    private final Map<String, AtomicInteger> badgesByPublication = new ConcurrentHashMap<>();
    private final AtomicInteger errors = new AtomicInteger();

    @Override
    public void badge(String publicationId, double ms) {
        super.badge(publicationId, ms);
        badgesByPublication
                .computeIfAbsent(publicationId, id -> new AtomicInteger())
                .incrementAndGet();
    }

    @Override
    public void failed(String participant, String what) {
        if (errors.incrementAndGet() <= DESCRIBED_ERRORS) {
            System.err.println(participant + ": " + what);
        }
    }

    int errors() {
        return errors.get();
    }

    /** Frames and badges count from now on. */
    void beginMeasuring() {
        latencies.clear();
        badges.clear();
        badgesByPublication.clear();
    }

    /** Measurements per second of the camera that had the fewest. */
    double leastReadings(int cameras, int peoplePerMeeting, double seconds) {
        int least = badgesByPublication.size() < cameras
                ? 0
                : badgesByPublication.values().stream()
                        .mapToInt(AtomicInteger::get)
                        .min()
                        .orElse(0);
        // Everybody in the meeting gets each.
        return least / seconds / peoplePerMeeting;
    }

    /** What was measured while nothing changed. */
    record Window(
            double seconds,
            int streams,
            Received video,
            Received audio,
            double clientLateMs,
            Map<String, Double> cpuPercent,
            double rssMiB) {}

    String json(CallOptions options, Window window) {
        Scenario scenario = options.scenario();
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"call\",\"scenario\":\"%s\",\"minutes\":%.2f,\"errors\":%d,\"joinP95Ms\":%s,"
                        + "\"firstFrameP95Ms\":%s,\"badgeP95Ms\":%s,\"mediaP95Ms\":%s,\"forwardedStreams\":%d,\"leastReadingsPerSecond\":%s,"
                        + "\"videoLost\":%d,\"audioLost\":%d,\"clientLateMs\":%s,\"cpuPercent\":%s,\"rssMiB\":%s}",
                scenario,
                window.seconds / 60,
                errors(),
                Percentile.json(joins.of(95)),
                Percentile.json(firstFrames.of(95)),
                Percentile.json(badges.of(95)),
                Percentile.json(latencies.of(95)),
                window.streams,
                Percentile.json(leastReadings(scenario.cameras(), scenario.people(), window.seconds)),
                window.video.lost(),
                window.audio.lost(),
                Percentile.json(window.clientLateMs),
                window.cpuPercent.entrySet().stream()
                        .map(part -> "\"" + part.getKey() + "\":" + Percentile.json(part.getValue()))
                        .collect(Collectors.joining(",", "{", "}")),
                Percentile.json(window.rssMiB));
    }
}
