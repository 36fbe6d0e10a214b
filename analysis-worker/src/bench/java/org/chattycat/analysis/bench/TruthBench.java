package org.chattycat.analysis.bench;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.chattycat.analysis.truth.FilmedTruth;
import org.chattycat.analysis.truth.Light;
import org.chattycat.analysis.truth.TruthTable;

/**
 * Prints how the estimate, its ± and its bounds compare with the truth, one condition a line: of many phones by their readings
 * alone, and of some on the real path.
 */
final class TruthBench {
    private static final int RUNS = 200;
    private static final int MAX_RUNS = 100_000;
    private static final long SEED = 7;
    private static final int PHONES = 8;
    private static final double FILM_MS = 10_000;

    private TruthBench() {}

    private static void film(Map<Light.Condition, Integer> phones) throws IOException, InterruptedException {
        FilmedTruth.measure(phones, FILM_MS, SEED).forEach(row -> System.out.println(row.json()));
    }

    /** @param args the number of runs per condition; {@value #RUNS} by default */
    public static void main(String[] args) throws IOException, InterruptedException {
        int runs = args.length == 0 ? RUNS : Integer.parseInt(args[0]);
        if (args.length > 1 || runs < 1 || runs > MAX_RUNS) {
            throw new IllegalArgumentException("usage: truth [RUNS], with 1 to " + MAX_RUNS + " runs");
        }
        for (Light.Condition condition : TruthTable.conditions()) {
            System.out.println(TruthTable.measure(condition, runs, SEED).json());
        }
        for (Light.Condition condition : TruthTable.conditions()) {
            film(Map.of(condition, PHONES));
        }
        film(TruthTable.injections().stream().collect(Collectors.toMap(condition -> condition, condition -> 1)));
        // The media server's client leaves threads behind.
        System.exit(0);
    }
}
