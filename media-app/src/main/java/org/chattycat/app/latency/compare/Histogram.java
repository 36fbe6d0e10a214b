package org.chattycat.app.latency.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the values of several series in bins of the same width, so that they can be drawn above each other. */
final class Histogram {
    /** Readable at the width of a page, and fine enough for differences of a few per cent. */
    private static final int BINS = 60;

    private static final double[] STEPS = {1, 2, 5, 10};

    private final double widthMs;

    /** The width is a round number with which all but the outermost values have about 60 bins. */
    Histogram(List<double[]> series) {
        double[] all = series.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        double least = all.length == 0 ? 0 : (at(all, 0.995) - at(all, 0.005)) / BINS;
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1))));
        widthMs = Arrays.stream(STEPS)
                .map(step -> step * power)
                .filter(step -> step >= least)
                .findFirst()
                .orElseThrow();
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** The bins that contain a value, in ascending order. A bin contains its upper end. */
    List<Comparison.Bin> of(double[] values) {
        Map<Long, Long> counts = new TreeMap<>();
        for (double value : values) {
            counts.merge((long) Math.ceil(value / widthMs), 1L, Long::sum);
        }
        List<Comparison.Bin> bins = new ArrayList<>();
        counts.forEach((bin, count) -> bins.add(new Comparison.Bin((bin - 1) * widthMs, bin * widthMs, count)));
        return bins;
    }
}
