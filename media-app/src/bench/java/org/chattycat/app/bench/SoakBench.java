package org.chattycat.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.probe.CallMedia;
import org.chattycat.app.probe.ClockVideo;
import org.chattycat.app.probe.Recovery;

/**
 * Calls while parts of the product fail at random: {@code SoakBench [MxN] [--minutes N] [--seed N]} prints one JSON line. There are
 * two processes of each part. After each fault, all calls must be whole again, and the oldest meeting is replaced by a new one.
 */
public final class SoakBench {
    private static final Duration PICTURE_LIMIT = Duration.ofSeconds(5);
    /** Calls that are not whole again by then are lost. */
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

    private static final long POLL_MILLIS = 50;
    private static final long FRESH_FRAME_MILLIS = 1_000;
    private static final long FRESH_BADGE_MILLIS = 3_000;
    /** Calls are whole again when they are so for this long: right after a fault, what came before it is still fresh. */
    private static final long STEADY_MILLIS = 2_000;
    /** Between two faults. */
    private static final int LEAST_QUIET_MILLIS = 3_000;

    private static final int MOST_QUIET_MILLIS = 12_000;
    /** The parts that are never killed. */
    private static final List<String> SURVIVORS = List.of("mediaApp", "kurento", "worker");

    private final SoakOptions options;
    private final LocalInstallation installation;
    private final CallMedia media;
    private final SoakFigures figures = new SoakFigures();
    private final Random random;
    private final Recovery recovery;
    private final Deque<ScriptedMeetings> calls = new ArrayDeque<>();

    private SoakBench(SoakOptions options, LocalInstallation installation, CallMedia media) {
        this.options = options;
        this.installation = installation;
        this.media = media;
        random = new Random(options.seed());
        recovery = new Recovery(installation.bases(), RECOVERY_LIMIT);
    }

    /** Exits with 0, 1 where something was lost or failed, or 2 for wrong arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        BenchProgram.run(arguments, SoakOptions::parse, SoakBench::run);
    }

    private static boolean run(SoakOptions options, PrintStream out) throws IOException, InterruptedException {
        System.err.println("seed " + options.seed());
        try (LocalInstallation installation = new LocalInstallation(null, 2);
                CallMedia media = new CallMedia(new ClockVideo(), PICTURE_LIMIT)) {
            SoakBench soak = new SoakBench(options, installation, media);
            out.println(soak.measure());
            return soak.figures.isClean();
        }
    }

    private String measure() throws IOException, InterruptedException {
        for (int i = 0; i < options.scenario().meetings(); i++) {
            begin();
        }
        if (awaitWhole() < 0) {
            throw new IOException("The calls did not begin.");
        }
        long began = System.nanoTime();
        long third = began + options.length().toNanos() / 3;
        long end = began + options.length().toNanos() - RECOVERY_LIMIT.toNanos();
        boolean noted = false;
        while (System.nanoTime() - end < 0) {
            if (!noted && System.nanoTime() - third >= 0) {
                noteStates();
                noted = true;
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_QUIET_MILLIS, MOST_QUIET_MILLIS));
            suffer(Fault.values()[random.nextInt(Fault.values().length)]);
            replaceOldest();
        }
        noteStates();
        while (!calls.isEmpty()) {
            endOldest();
        }
        noteStates();
        return figures.json(options, (System.nanoTime() - began) / 6e10);
    }

    private void suffer(Fault fault) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Fault.Mending mending = fault.strike(installation, random);
        figures.forgetMeasured();
        double struckMs = (System.nanoTime() - began) / 1e6;
        double wholeMs = awaitWhole();
        if (wholeMs >= 0) {
            double ms = struckMs + wholeMs;
            figures.recovered(fault, ms);
            System.err.printf(Locale.ROOT, "%s: the calls were whole again after %.0f ms%n", fault, ms);
        } else {
            lost(fault + ": the calls were not whole again within " + RECOVERY_LIMIT.toSeconds() + " s");
        }
        mending.run();
    }

    /** Says what the instances of the application said last: the installation is gone afterwards. */
    private void lost(String what) {
        figures.callLost();
        System.err.println(what + ": " + situation());
        for (String part : List.of("mediaApp", "mediaApp2")) {
            installation.part(part).said().forEach(line -> System.err.println(part + ": " + line));
        }
    }

    private void begin() throws IOException, InterruptedException {
        ScriptedMeetings call = new ScriptedMeetings(installation, media, figures, recovery);
        calls.addLast(call);
        call.join(1, options.scenario().people());
    }

    private void replaceOldest() throws IOException, InterruptedException {
        endOldest();
        begin();
        if (awaitWhole() < 0) {
            lost("A new call did not begin");
        }
    }

    /** The samples of a meeting are deleted with it. */
    private void endOldest() throws IOException, InterruptedException {
        ScriptedMeetings oldest = calls.removeFirst();
        oldest.leave();
        figures.checkSamples(installation);
        oldest.close();
    }

    /** @return after how many ms the calls became whole, and stayed so; negative if they did not within the limit */
    private double awaitWhole() throws InterruptedException {
        long began = System.nanoTime();
        long wholeAt = 0;
        while (System.nanoTime() - began < RECOVERY_LIMIT.toNanos()) {
            long now = System.nanoTime();
            if (!isWhole()) {
                wholeAt = 0;
            } else if (wholeAt == 0) {
                wholeAt = now;
            } else if (now - wholeAt >= TimeUnit.MILLISECONDS.toNanos(STEADY_MILLIS)) {
                return (wholeAt - began) / 1e6;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return -1;
    }

    /** Everybody is connected and sees everybody else, and every camera is measured. */
    private boolean isWhole() {
        return connected() == options.scenario().cameras()
                && flowing() == options.scenario().views()
                && figures.measured(FRESH_BADGE_MILLIS) >= options.scenario().cameras();
    }

    private int connected() {
        return calls.stream().mapToInt(ScriptedMeetings::connected).sum();
    }

    private int flowing() {
        return calls.stream().mapToInt(call -> call.flowing(FRESH_FRAME_MILLIS)).sum();
    }

    private String situation() {
        return connected() + " of " + options.scenario().cameras() + " people are connected, " + flowing() + " of "
                + options.scenario().views() + " views have video, and "
                + figures.measured(FRESH_BADGE_MILLIS) + " of "
                + options.scenario().cameras() + " cameras are measured";
    }

    private void noteStates() throws IOException {
        for (String part : SURVIVORS) {
            figures.state(part, ProcessState.of(installation.part(part).handle().pid()));
        }
    }
}
