package org.chattycat.app.latency.bootstrap;

import java.util.Arrays;

/**
 * How long the blocks of a moving-block bootstrap are for a series, and by how much blocks of that length make its variance too
 * small. Politis and White, "Automatic block-length selection for the dependent bootstrap", Econometric Reviews 23 (2004), as
 * corrected by Patton, Politis and White, Econometric Reviews 28 (2009): the length that minimises the mean squared error of
 * the variance, with the autocovariances weighted by a flat-top lag window.
 *
 * @param steps the length, at least {@link #LEAST}
 * @param variance the share of the true variance that remains: the blocks cut the autocorrelation at their ends, so that
 *     E(V*) = g − G / steps, where g is the sum of the autocovariances and G that of |lag| times them (Künsch 1989, theorem 3.4);
 *     between 0.5 and 1
 */
record BlockLength(int steps, double variance) {
    /** Estimates of successive seconds are combined from some of the same samples, so no block is shorter. */
    static final int LEAST = 5;

    /** More than this cannot be made good: the series is too short for its autocorrelation. */
    private static final double LEAST_VARIANCE = 0.5;

    private static final double FLAT_PART = 0.5;

    /**
     * The length for a series.
     *
     * @param at the step of each value, ascending without repetitions; steps may be missing
     * @param values one for each of these steps
     */
    static BlockLength of(int[] at, double[] values) {
        int n = values.length;
        if (n < 2 * LEAST) {
            return new BlockLength(LEAST, 1);
        }
        int quiet = Math.max(5, (int) Math.ceil(Math.sqrt(Math.log10(n))));
        int most = Math.min(n - 1, (int) Math.ceil(Math.sqrt(n)) + quiet);
        double[] covariance = autocovariance(at, values, most);
        if (covariance[0] <= 0) {
            return new BlockLength(LEAST, 1);
        }
        int window = Math.min(2 * Math.max(1, lastCorrelated(covariance, n, quiet)), most);
        double sum = covariance[0];
        double weighted = 0;
        for (int lag = 1; lag <= window; lag++) {
            double share = (double) lag / window;
            double term = 2 * covariance[lag] * (share <= FLAT_PART ? 1 : 2 * (1 - share));
            sum += term;
            weighted += lag * term;
        }
        if (sum <= 0 || weighted <= 0) {
            return new BlockLength(LEAST, 1);
        }
        double ratio = weighted / sum;
        // (2 G² / (4/3 g²))^(1/3) n^(1/3)
        int steps = Math.max(LEAST, (int) Math.ceil(Math.cbrt(1.5 * ratio * ratio * n)));
        return new BlockLength(steps, Math.max(LEAST_VARIANCE, 1 - ratio / steps));
    }

    /** The greatest lag before the first so many that are all not significantly different from 0. */
    private static int lastCorrelated(double[] covariance, int n, int quiet) {
        double significant = 2 * Math.sqrt(Math.log10(n) / n) * covariance[0];
        int run = 0;
        for (int lag = 1; lag < covariance.length; lag++) {
            run = Math.abs(covariance[lag]) < significant ? run + 1 : 0;
            if (run == quiet) {
                return lag - quiet;
            }
        }
        return covariance.length - 1;
    }

    /** By lag in steps. Only values that are really so far apart count, which matters where steps are missing. */
    private static double[] autocovariance(int[] at, double[] values, int most) {
        int n = values.length;
        double mean = Arrays.stream(values).sum() / n;
        double[] sums = new double[most + 1];
        int[] pairs = new int[most + 1];
        for (int i = 0; i < n; i++) {
            double one = values[i] - mean;
            for (int j = i; j < n && at[j] - at[i] <= most; j++) {
                sums[at[j] - at[i]] += one * (values[j] - mean);
                pairs[at[j] - at[i]]++;
            }
        }
        for (int lag = 0; lag <= most; lag++) {
            // Less weight for lags with few pairs, as in the usual estimate without gaps.
            sums[lag] = pairs[lag] == 0 ? 0 : sums[lag] / pairs[lag] * Math.max(0, n - lag) / n;
        }
        return sums;
    }
}
