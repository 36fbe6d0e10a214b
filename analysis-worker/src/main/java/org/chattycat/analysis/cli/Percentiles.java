package org.chattycat.analysis.cli;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Sorted values. */
final class Percentiles {
    private final double[] sorted;

    Percentiles(DoubleStream values) {
        this.sorted = values.toArray();
        Arrays.sort(sorted);
    }

    /**
     * The smallest value that at least this part of all values does not exceed (nearest rank), to a tenth.
     *
     * @throws IllegalStateException if there are no values
     */
    double at(double part) {
        if (sorted.length == 0) {
            throw new IllegalStateException("no values");
        }
        return tenths(sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)]);
    }

    double median() {
        return at(0.5);
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
