package org.chattycat.app.latency.bootstrap;

/**
 * A figure of a series, and how exact it is.
 *
 * @param value in the unit of the series
 * @param variance of the value; NaN with too few blocks
 * @param blockSteps the length of the blocks of the bootstrap
 * @param blocks how many whole blocks the series has
 */
public record Estimate(double value, double variance, int blockSteps, int blocks) {
    /** Below that, the variance of blocks says little, and nobody should decide by it. */
    public static final int LEAST_BLOCKS = 20;

    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    public boolean isLongEnough() {
        return blocks >= LEAST_BLOCKS;
    }

    /**
     * Half of the 95 % interval of the value.
     *
     * @throws IllegalStateException with too few blocks
     */
    public double plusMinus() {
        if (!isLongEnough()) {
            throw tooFewBlocks();
        }
        return student(blocks - 1) * Math.sqrt(variance);
    }

    /**
     * Half of the 95 % interval of the difference between two independent estimates: Welch's, Biometrika 34 (1947), with as many
     * degrees of freedom as the blocks give.
     *
     * @throws IllegalStateException when one of them has too few blocks
     */
    public double plusMinus(Estimate other) {
        if (!isLongEnough() || !other.isLongEnough()) {
            throw tooFewBlocks();
        }
        double sum = variance + other.variance;
        if (sum == 0) {
            return 0;
        }
        double freedom =
                sum * sum / (variance * variance / (blocks - 1) + other.variance * other.variance / (other.blocks - 1));
        return student(freedom) * Math.sqrt(sum);
    }

    private static IllegalStateException tooFewBlocks() {
        return new IllegalStateException("an interval needs %d blocks".formatted(LEAST_BLOCKS));
    }

    /** The 97.5 % quantile of Student's distribution, by the expansion 26.7.5 of Abramowitz and Stegun (1964). */
    private static double student(double freedom) {
        double cube = Z * Z * Z;
        return Z + (cube + Z) / (4 * freedom) + (5 * cube * Z * Z + 16 * cube + 3 * Z) / (96 * freedom * freedom);
    }
}
