package org.chattycat.app.latency.history;

import io.r2dbc.spi.Readable;

/**
 * The sum of several rows of {@code latency_minute}, or of samples, of one participant and one kind of clock. Values in ms.
 */
final class LatencyFigures {
    private long count;
    private long implausible;
    private long clockFaults;
    private double sum;
    private double sumOfSquares;
    private double sumOfLower;
    private double sumOfUpper;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private double lower = Double.POSITIVE_INFINITY;
    private double upper = Double.NEGATIVE_INFINITY;
    private final LatencySketch sketch = new LatencySketch();

    /** Adds a row. */
    LatencyFigures add(Readable row) {
        implausible += row.get("implausible", Long.class);
        clockFaults += row.get("clock_faults", Long.class);
        long samples = row.get("samples", Long.class);
        if (samples > 0) {
            count += samples;
            sum += row.get("sum_ms", Double.class);
            sumOfSquares += row.get("sum_of_squares", Double.class);
            sumOfLower += row.get("sum_of_lower_ms", Double.class);
            sumOfUpper += row.get("sum_of_upper_ms", Double.class);
            least = Math.min(least, row.get("min_ms", Double.class));
            greatest = Math.max(greatest, row.get("max_ms", Double.class));
            lower = Math.min(lower, row.get("lower_ms", Double.class));
            upper = Math.max(upper, row.get("upper_ms", Double.class));
            sketch.add(row.get("buckets", Short[].class), row.get("counts", Integer[].class));
        }
        return this;
    }

    /** Adds a row of samples of equal validity, with the values of all. */
    LatencyFigures addSamples(Readable row) {
        long samples = row.get("samples", Long.class);
        switch (row.get("validity", String.class)) {
            case "IMPLAUSIBLE" -> implausible += samples;
            case "CLOCK_FAULT" -> clockFaults += samples;
            default -> {
                Double[] estimates = row.get("estimates_ms", Double[].class);
                count += samples;
                for (double estimate : estimates) {
                    sum += estimate;
                    sumOfSquares += estimate * estimate;
                    least = Math.min(least, estimate);
                    greatest = Math.max(greatest, estimate);
                }
                sumOfLower += row.get("sum_of_lower_ms", Double.class);
                sumOfUpper += row.get("sum_of_upper_ms", Double.class);
                lower = Math.min(lower, row.get("lower_ms", Double.class));
                upper = Math.max(upper, row.get("upper_ms", Double.class));
                sketch.add(estimates);
            }
        }
        return this;
    }

    /** Samples that count in statistics. The figures below are null without any. */
    long count() {
        return count;
    }

    long implausible() {
        return implausible;
    }

    long clockFaults() {
        return clockFaults;
    }

    Double min() {
        return known(least);
    }

    Double max() {
        return known(greatest);
    }

    /** The least lower bound. */
    Double lower() {
        return known(lower);
    }

    /** The greatest upper bound. */
    Double upper() {
        return known(upper);
    }

    /** The sum of all samples that count; 0 without any. */
    double sum() {
        return sum;
    }

    Double mean() {
        return known(sum / count);
    }

    /** The mean of the lower bounds: the true mean is not below it. */
    Double meanLower() {
        return known(sumOfLower / count);
    }

    Double meanUpper() {
        return known(sumOfUpper / count);
    }

    /** The standard deviation of a sample; null for fewer than two. */
    Double deviation() {
        return count < 2 ? null : Math.sqrt(Math.max(0, sumOfSquares - sum * sum / count) / (count - 1));
    }

    /** A percentile, see {@link LatencySketch}. The exact least and greatest value bound it. */
    Double percentile(double share) {
        return count == 0 ? null : Double.valueOf(Math.min(greatest, Math.max(least, sketch.percentile(share))));
    }

    LatencySketch sketch() {
        return sketch;
    }

    private Double known(double value) {
        return count == 0 ? null : Double.valueOf(value);
    }
}
