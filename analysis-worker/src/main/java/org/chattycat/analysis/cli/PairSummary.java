package org.chattycat.analysis.cli;

import java.util.List;
import java.util.Locale;

/**
 * All pairs of two places in a file. Its names are the fields of the JSON summary.
 *
 * @param n the number of frames with both
 * @param lowMs the smallest median of the true differences that the frames allow
 * @param highMs the largest
 */
record PairSummary(
        int ahead,
        int behind,
        String aheadId,
        String behindId,
        int n,
        double medianMs,
        double p5Ms,
        double p95Ms,
        double lowMs,
        double highMs) {
    /** @param pairs of the same two places, at least one */
    static PairSummary of(List<PairReport> pairs) {
        PairReport one = pairs.get(0);
        Percentiles differences = new Percentiles(pairs.stream().mapToDouble(PairReport::differenceMs));
        return new PairSummary(
                one.ahead(),
                one.behind(),
                one.aheadId(),
                one.behindId(),
                pairs.size(),
                differences.median(),
                differences.at(0.05),
                differences.at(0.95),
                new Percentiles(pairs.stream().mapToDouble(PairReport::lowMs)).median(),
                new Percentiles(pairs.stream().mapToDouble(PairReport::highMs)).median());
    }

    /** For people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "clock %d%s is %.1f ms behind clock %d%s (median of %d frames; p5 %.1f, p95 %.1f; bounds %.1f to %.1f)",
                behind,
                named(behindId),
                medianMs,
                ahead,
                named(aheadId),
                n,
                p5Ms,
                p95Ms,
                lowMs,
                highMs);
    }

    private static String named(String id) {
        return id == null ? "" : " (id " + id + ")";
    }
}
