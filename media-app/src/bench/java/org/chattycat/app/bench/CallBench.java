package org.chattycat.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.probe.CallMedia;
import org.chattycat.app.probe.ClockVideo;
import org.chattycat.app.probe.Received;
import org.chattycat.app.probe.Recovery;

/** Meetings of scripted participants for some minutes: {@code CallBench [MxN] [--minutes N]} prints one JSON line. */
public final class CallBench {
    /** Calls of two people, one after the other, before anything counts. */
    private static final int WARM_UP_CALLS = 10;

    /** Of one view, and of all. */
    private static final Duration PICTURE_LIMIT = Duration.ofSeconds(15);

    private static final Duration PICTURES_LIMIT = Duration.ofSeconds(30);
    /** The media server first sends what was published before, and bit rates settle. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private static final List<String> PARTS = List.of("mediaApp", "kurento", "worker", "database");

    private final CallOptions options;
    private final Installation installation;
    private final CallMedia media;

    private CallBench(CallOptions options, Installation installation, CallMedia media) {
        this.options = options;
        this.installation = installation;
        this.media = media;
    }

    /** Exits with 0, 1 where there were errors, or 2 for wrong arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        BenchProgram.run(arguments, CallOptions::parse, CallBench::run);
    }

    private static boolean run(CallOptions options, PrintStream figures) throws IOException, InterruptedException {
        try (Installation installation = Installation.of(options);
                CallMedia media = new CallMedia(new ClockVideo(), PICTURE_LIMIT)) {
            CallBench bench = new CallBench(options, installation, media);
            if (options.url() == null) {
                bench.warmUp();
            }
            CallFigures result = new CallFigures();
            figures.println(bench.measure(result));
            return result.errors() == 0;
        }
    }

    /** Servers and client compile what a call runs. Errors end the run: a call of two must work. */
    private void warmUp() throws IOException, InterruptedException {
        CallFigures ignored = new CallFigures();
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            try (ScriptedMeetings call = new ScriptedMeetings(installation, media, ignored, Recovery.NONE)) {
                call.join(1, 2);
                call.awaitPictures(2, PICTURES_LIMIT);
            }
            if (ignored.errors() > 0) {
                throw new IOException("A call of two does not work.");
            }
        }
    }

    private String measure(CallFigures figures) throws IOException, InterruptedException {
        Scenario scenario = options.scenario();
        try (ScriptedMeetings call = new ScriptedMeetings(installation, media, figures, Recovery.NONE)) {
            if (options.url() != null) {
                // Interrupted, it must not leave meetings in an installation that goes on.
                Runtime.getRuntime().addShutdownHook(new Thread(call::close, "bench-leave"));
            }
            call.join(scenario.meetings(), scenario.people());
            call.awaitPictures(scenario.views(), PICTURES_LIMIT);
            TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
            figures.beginMeasuring();
            media.loop().takeLatestMs();
            Received video = call.received(true);
            Received audio = call.received(false);
            Map<String, ProcessUse> before = use();
            long began = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(options.length().toMillis());
            double seconds = (System.nanoTime() - began) / 1e9;
            Map<String, ProcessUse> after = use();
            return figures.json(
                    options,
                    new CallFigures.Window(
                            seconds,
                            call.pictures(),
                            call.received(true).minus(video),
                            call.received(false).minus(audio),
                            media.loop().takeLatestMs(),
                            cpuPercent(before, after, seconds),
                            rssMiB(after)));
        }
    }

    private Map<String, ProcessUse> use() {
        Map<String, ProcessUse> use = new LinkedHashMap<>(installation.use());
        use.put("client", ProcessUse.ofThisProcess());
        return use;
    }

    private static Map<String, Double> cpuPercent(
            Map<String, ProcessUse> before, Map<String, ProcessUse> after, double seconds) {
        Map<String, Double> percent = new LinkedHashMap<>();
        PARTS.forEach(part -> percent.put(part, Double.NaN));
        after.forEach((part, use) -> percent.put(part, use.cpuPercentSince(before.get(part), seconds)));
        return percent;
    }

    private static double rssMiB(Map<String, ProcessUse> use) {
        List<String> known = PARTS.stream().filter(use::containsKey).toList();
        return known.isEmpty()
                ? Double.NaN
                : known.stream().mapToDouble(part -> use.get(part).rssMiB()).sum();
    }
}
