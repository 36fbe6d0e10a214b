package org.chattycat.analysis.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.chattycat.analysis.database.TestDatabase;
import org.chattycat.analysis.sender.Clip;

/** Measures the capacity of the worker: {@code AnalyseBench [SCENARIO...]} prints one JSON line per scenario. */
public final class AnalyseBench {
    /** What runs ten times a second is compiled after most of a minute only. A worker runs for days. */
    private static final int WARM_UP_SECONDS = 45;

    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;

    private record Scenario(String name, int width, int height, int kbitPerSecond, boolean code, int streams) {}

    /** The streams keep a core about one third busy: enough to measure, and few enough that no scan is skipped. */
    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario("480p-code", 640, 480, 1_000, true, 8),
            new Scenario("480p-none", 640, 480, 1_000, false, 8),
            new Scenario("720p-code", 1280, 720, 2_000, true, 4),
            new Scenario("720p-none", 1280, 720, 2_000, false, 4),
            // More than the machine can scan: scans are skipped, but stamps must stay exact.
            new Scenario("480p-overload", 640, 480, 1_000, true, 80));

    private AnalyseBench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> selected = List.of(arguments);
        TestDatabase.waitForDisk();
        for (Scenario scenario : SCENARIOS) {
            if (selected.isEmpty() || selected.contains(scenario.name())) {
                measure(scenario);
            }
        }
        if (selected.isEmpty() || selected.contains("write")) {
            WriteRound.run();
        }
        if (selected.isEmpty() || selected.contains("push")) {
            PushRound.run();
        }
        if (selected.isEmpty() || selected.contains("taps")) {
            TapsRound.run();
        }
        System.exit(0);
    }

    private static void measure(Scenario scenario) throws Exception {
        Clip clip = Clip.encode(scenario.width(), scenario.height(), scenario.kbitPerSecond(), scenario.code());
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        StreamRound.run(clip, scenario.streams(), threads, WARM_UP_SECONDS);
        List<StreamRound> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(StreamRound.run(clip, scenario.streams(), threads, SECONDS));
        }
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"analyse\",\"scenario\":\"%s\",\"streams\":%d,\"streamsPerCore\":%.1f,"
                        + "\"decodeOnlyStreamsPerCore\":%.1f,\"ratio\":%.3f,\"shedPercent\":%.2f,"
                        + "\"leastScansPerSecond\":%.1f,\"mostScansPerSecond\":%.1f,"
                        + "\"arrivalStampErrorP99Ms\":%.3f,\"plainStampErrorP99Ms\":%.3f}%n",
                scenario.name(),
                scenario.streams(),
                median(rounds, StreamRound::streamsPerCore),
                median(rounds, StreamRound::decodeOnlyStreamsPerCore),
                median(rounds, round -> round.streamsPerCore() / round.decodeOnlyStreamsPerCore()),
                median(rounds, StreamRound::shedPercent),
                median(rounds, StreamRound::leastScans),
                median(rounds, StreamRound::mostScans),
                median(rounds, StreamRound::arrivalStampErrorP99Ms),
                median(rounds, StreamRound::plainStampErrorP99Ms));
    }

    static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(value))
                .skip(rounds.size() / 2)
                .findFirst()
                .map(value::applyAsDouble)
                .orElseThrow();
    }
}
