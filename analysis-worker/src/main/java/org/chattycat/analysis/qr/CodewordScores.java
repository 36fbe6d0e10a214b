package org.chattycat.analysis.qr;

/** How well the luma agrees with each possible value of some codewords. */
final class CodewordScores {
    /** Single modules must not outweigh many. */
    private static final double MAX_DARKNESS = 1.5;

    private final double[][] scores;
    private final double[] energies;

    /**
     * @param darkness per module: positive for dark, negative for light
     * @param places of the codewords, in the order of their placement
     */
    CodewordScores(QrLayout layout, double[] darkness, int mask, int... places) {
        scores = new double[places.length][256];
        energies = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            double[] ones = new double[8];
            double none = 0;
            for (int bit = 0; bit < 8; bit++) {
                int module = layout.dataModules[places[i] * 8 + bit];
                double dark = Math.max(-MAX_DARKNESS, Math.min(MAX_DARKNESS, darkness[module]));
                double one = layout.inverts(mask, module) ? -dark : dark;
                ones[7 - bit] = 2 * one;
                none -= one;
                energies[i] += dark * dark;
            }
            scores[i][0] = none;
            for (int value = 1; value < 256; value++) {
                scores[i][value] = scores[i][value & value - 1] + ones[Integer.numberOfTrailingZeros(value)];
            }
        }
    }

    /** The sum over its modules of the darkness, positive where {@code value} has this colour. */
    double of(int codeword, int value) {
        return scores[codeword][value];
    }

    /** The sum of the squares of what {@link #of} sums, over codewords. The variance of a score by chance. */
    double energy(int from, int to) {
        double energy = 0;
        for (int i = from; i < to; i++) {
            energy += energies[i];
        }
        return energy;
    }
}
