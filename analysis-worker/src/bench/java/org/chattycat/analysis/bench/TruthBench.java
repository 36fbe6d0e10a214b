package org.chattycat.analysis.bench;

import org.chattycat.analysis.truth.Light;
import org.chattycat.analysis.truth.TruthTable;

/** Prints how the estimate, its ± and its bounds compare with the truth, one condition a line. */
final class TruthBench {
    private static final int RUNS = 200;
    private static final int MAX_RUNS = 100_000;
    private static final long SEED = 7;

    private TruthBench() {}

    /** @param args the number of runs per condition; {@value #RUNS} by default */
    public static void main(String[] args) {
        int runs = args.length == 0 ? RUNS : Integer.parseInt(args[0]);
        if (args.length > 1 || runs < 1 || runs > MAX_RUNS) {
            throw new IllegalArgumentException("usage: truth [RUNS], with 1 to " + MAX_RUNS + " runs");
        }
        for (Light.Condition condition : TruthTable.conditions()) {
            System.out.println(TruthTable.measure(condition, runs, SEED).json());
        }
    }
}
