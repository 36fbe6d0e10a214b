package org.chattycat.app.latency.bootstrap;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Medians and ratios of a series, with the variance that they have because of the series' length, by the moving-block bootstrap:
 * Künsch, "The jackknife and the bootstrap for general stationary observations", Annals of Statistics 17 (1989). Blocks of
 * successive values are drawn with replacement until there are as many values as measured, which keeps their autocorrelation. The
 * {@link BlockLength} follows from the series. A series has a value for each step of time, such as a second; steps may be missing.
 *
 * <p>The variance of the resamples is too small by two known factors, and is divided by both: blocks cut the autocorrelation at
 * their ends ({@link BlockLength#variance}), and like every variance of k independent parts about their own mean it needs
 * k / (k − 1).
 *
 * <p>The same series always gives the same result, because the draws begin with a fixed seed.
 */
public final class BlockBootstrap {
    /** The standard error is then known to 1 / √(2 · 600) = 3 %. */
    private static final int RESAMPLES = 600;

    /** What is closer than this differs by its last digits only, which must not be taken for a pattern. */
    private static final double RELATIVE_ROUNDING = 1e-12;

    private static final long SEED = 20_040_401;

    private BlockBootstrap() {}

    /**
     * The median of a series. The block length follows from the ranks of the values, whose autocorrelation outliers do not hide.
     *
     * @param at the step of each value, ascending without repetitions
     * @param values at least one, without NaN
     */
    public static Estimate median(int[] at, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = middle(sorted);
        int[] ranks = Arrays.stream(values)
                .mapToInt(value -> Arrays.binarySearch(sorted, value))
                .toArray();
        Blocks blocks = new Blocks(
                values.length,
                BlockLength.of(at, Arrays.stream(ranks).asDoubleStream().toArray()));
        int[] counts = new int[values.length];
        return blocks.estimate(median, () -> {
            Arrays.fill(counts, 0);
            blocks.draw((start, length) -> {
                for (int i = start; i < start + length; i++) {
                    counts[ranks[i]]++;
                }
            });
            return middle(sorted, counts);
        });
    }

    /**
     * The sum of a series divided by that of another one, such as lost packets by all packets.
     *
     * @param at the step of each value, ascending without repetitions
     * @param parts at least one
     * @param wholes as many, not all 0
     */
    public static Estimate ratio(int[] at, double[] parts, double[] wholes) {
        int n = parts.length;
        double[] partSums = sums(parts);
        double[] wholeSums = sums(wholes);
        double ratio = partSums[n] / wholeSums[n];
        double[] deviations = new double[n];
        for (int i = 0; i < n; i++) {
            double expected = ratio * wholes[i];
            boolean rounding = Math.abs(parts[i] - expected) < RELATIVE_ROUNDING * Math.abs(expected);
            deviations[i] = rounding ? 0 : parts[i] - expected;
        }
        Blocks blocks = new Blocks(n, BlockLength.of(at, deviations));
        return blocks.estimate(ratio, () -> {
            double[] drawn = new double[2];
            blocks.draw((start, length) -> {
                drawn[0] += partSums[start + length] - partSums[start];
                drawn[1] += wholeSums[start + length] - wholeSums[start];
            });
            return drawn[1] == 0 ? ratio : drawn[0] / drawn[1];
        });
    }

    private static double[] sums(double[] values) {
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        return sums;
    }

    private static double middle(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The median of values of which there are so many of each. */
    private static double middle(double[] sorted, int[] counts) {
        int n = sorted.length;
        int i = -1;
        int seen = 0;
        while (seen <= (n - 1) / 2) {
            seen += counts[++i];
        }
        double lower = sorted[i];
        while (seen <= n / 2) {
            seen += counts[++i];
        }
        return (lower + sorted[i]) / 2;
    }

    private interface Taken {
        void block(int start, int length);
    }

    private interface Statistic {
        double ofResample();
    }

    /** Draws blocks of one series. */
    private static final class Blocks {
        private final int n;
        private final BlockLength length;
        private final SplittableRandom random = new SplittableRandom(SEED);

        Blocks(int n, BlockLength length) {
            this.n = n;
            this.length = length;
        }

        /** Passes blocks on until there are as many values as in the series. */
        void draw(Taken taken) {
            int longest = Math.min(length.steps(), n);
            for (int left = n; left > 0; left -= longest) {
                taken.block(random.nextInt(n - longest + 1), Math.min(longest, left));
            }
        }

        Estimate estimate(double value, Statistic statistic) {
            int blocks = n / length.steps();
            if (blocks < Estimate.LEAST_BLOCKS) {
                return new Estimate(value, Double.NaN, length.steps(), blocks);
            }
            double mean = 0;
            double squares = 0;
            for (int i = 1; i <= RESAMPLES; i++) {
                // Welford's recurrence
                double one = statistic.ofResample();
                double before = one - mean;
                mean += before / i;
                squares += before * (one - mean);
            }
            double variance = squares / (RESAMPLES - 1) / length.variance() * blocks / (blocks - 1);
            return new Estimate(value, variance, length.steps(), blocks);
        }
    }
}
