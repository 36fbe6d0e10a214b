package org.chattycat.app.latency.compare;

import java.util.Locale;
import org.chattycat.app.latency.bootstrap.Estimate;
import org.chattycat.app.latency.compare.Comparison.Verdict;

/** Says in words what a comparison of latencies found. */
final class Sentences {
    private static final double MS_PER_SECOND = 1000;
    /** Intervals that are shorter than this are stated with a decimal. */
    private static final double SHORT_MS = 10;

    private Sentences() {}

    static String nothingMeasured(String label, boolean windowsKept) {
        return windowsKept
                ? "Nothing that counts was measured in %s.".formatted(label)
                : "The seconds of %s are no longer stored, so it cannot be compared.".formatted(label);
    }

    static String tooShort(String label, Estimate estimate) {
        return "%s has %d blocks of %d s, and a comparison needs %d: mark a span with at least %d s of measurements."
                .formatted(
                        label,
                        estimate.blocks(),
                        estimate.blockSteps(),
                        Estimate.LEAST_BLOCKS,
                        Estimate.LEAST_BLOCKS * estimate.blockSteps());
    }

    static String differentPlaces(String first, String label) {
        return "The latencies of %s and %s begin at different places, by the kinds of their clocks, so they are not compared."
                .formatted(first, label);
    }

    /**
     * The clocks are not known to be synchronised.
     *
     * @param sampling the difference and its interval by the clocks as they are
     */
    static String clocksDiffer(String first, String label, double mayDifferMs, Interval sampling) {
        return ("The clocks of %s and %s are not synchronised: they may differ by up to %.1f s, so neither can be called faster. By"
                        + " these clocks, the median of %s is %s, 95 %% interval %s.")
                .formatted(
                        first,
                        label,
                        Math.ceil(mayDifferMs / MS_PER_SECOND * SHORT_MS) / SHORT_MS,
                        label,
                        signed(sampling.middle(), sampling),
                        sampling.text());
    }

    /** The clocks allow a comparison. The interval contains their error. */
    static String compared(String first, String label, Verdict verdict, Interval interval, boolean assumesOnePhone) {
        String found = verdict == Verdict.NO_DIFFERENCE
                ? "No difference between %s and %s is proven: the median of %s is %s, 95 %% interval %s"
                        .formatted(first, label, label, signed(interval.middle(), interval), interval.text())
                : "%s is %s ms %s, 95 %% interval %s"
                        .formatted(
                                label,
                                interval.number(Math.abs(interval.middle())),
                                verdict == Verdict.FASTER ? "faster" : "slower",
                                interval.absolute().text());
        return found + (assumesOnePhone ? ", if one phone showed the clock in both." : ".");
    }

    private static String signed(double ms, Interval interval) {
        return "%s ms %s".formatted(interval.number(Math.abs(ms)), ms < 0 ? "lower" : "higher");
    }

    /** An interval in ms around its middle. */
    record Interval(double middle, double plusMinus) {
        double lower() {
            return middle - plusMinus;
        }

        double upper() {
            return middle + plusMinus;
        }

        Interval absolute() {
            return new Interval(Math.abs(middle), plusMinus);
        }

        String number(double ms) {
            return String.format(Locale.ROOT, plusMinus < SHORT_MS / 2 ? "%.1f" : "%.0f", ms);
        }

        /** Such as 31–45 ms, or −4 to 9 ms. */
        String text() {
            return lower() < 0
                    ? "%s to %s ms".formatted(minus(lower()), minus(upper()))
                    : "%s–%s ms".formatted(number(lower()), number(upper()));
        }

        private String minus(double ms) {
            return (ms < 0 ? "−" : "") + number(Math.abs(ms));
        }
    }
}
