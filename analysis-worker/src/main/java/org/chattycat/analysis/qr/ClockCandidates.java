package org.chattycat.analysis.qr;

import java.util.Optional;

/**
 * The likeliest texts of a clock, judged by their parity.
 *
 * <p>The parity of the clock that is shown agrees with the luma of the parity's modules. That of any other differs in nearly all
 * codewords (Reed-Solomon codes are linear, and one changed digit changes each parity codeword of its block), so it agrees by chance
 * only. A candidate is recognised only if chance would produce its agreement, among {@link #MAX_CANDIDATES}, less often than once in
 * {@link #CHANCES}. The luma of the parity's modules has no part in the choice of the candidates.
 */
final class ClockCandidates {
    /** Of this many frames without a candidate's light, less than one would be accepted. */
    private static final double CHANCES = 1e9;

    private static final int MAX_CANDIDATES = 1 << 14;
    /** Steps per unit of the logarithm of the likelihood, and the number of steps that are distinguished. */
    private static final double STEPS_PER_UNIT = 10;

    private static final int MAX_STEPS = 512;

    private final ClockCodes codes;
    private final ClockShape shape;
    /** Per digit and value: how much less likely it is than the likeliest value, in steps. */
    private final int[][] losses;
    /** What a candidate may lose. */
    private final int limit;

    /** Per digit, the parity and the values of a candidate up to this digit. */
    private final int[][] parity;

    private final int[] values;
    private CodewordScores scores;
    private double[] needed;
    private double bestScore;
    private int[] best;

    /** @param losses per digit and value: how much less likely it is than the likeliest, as a logarithm */
    ClockCandidates(ClockCodes codes, ClockShape shape, double[]... losses) {
        this.codes = codes;
        this.shape = shape;
        this.losses = new int[losses.length][];
        for (int digit = 0; digit < losses.length; digit++) {
            this.losses[digit] = new int[losses[digit].length];
            for (int value = 0; value < losses[digit].length; value++) {
                this.losses[digit][value] =
                        (int) Math.min(MAX_STEPS, Math.round(losses[digit][value] * STEPS_PER_UNIT));
            }
        }
        this.limit = limit();
        this.values = new int[losses.length];
        this.parity = new int[losses.length + 1][codes.parityPlaces.length];
        for (int bit = 0; bit < shape.bits.length; bit++) {
            if (shape.bits[bit] == 1) {
                codes.add(bit, parity[0]);
            }
        }
    }

    /** The greatest loss that at most {@link #MAX_CANDIDATES} candidates do not exceed, by counting the candidates of each loss. */
    private int limit() {
        double[] counts = new double[MAX_STEPS];
        counts[0] = 1;
        for (int[] digit : losses) {
            double[] next = new double[MAX_STEPS];
            for (int loss : digit) {
                for (int i = 0; i + loss < MAX_STEPS; i++) {
                    next[i + loss] += counts[i];
                }
            }
            counts = next;
        }
        double sum = 0;
        int steps = 0;
        while (steps < MAX_STEPS && sum + counts[steps] <= MAX_CANDIDATES) {
            sum += counts[steps++];
        }
        return steps - 1;
    }

    /** The codewords of the clock that is shown, in the order of their placement; empty if none is recognised. */
    Optional<int[]> best(double[] darkness, int mask) {
        scores = new CodewordScores(codes.layout, darkness, mask, codes.parityPlaces);
        needed = new double[codes.blocks];
        for (int block = 0; block < needed.length; block++) {
            double energy = scores.energy(block * codes.parity, (block + 1) * codes.parity);
            needed[block] = Math.sqrt(2 * Math.log(CHANCES * MAX_CANDIDATES) * energy);
        }
        search(0, 0);
        return Optional.ofNullable(best);
    }

    private void search(int digit, int lost) {
        if (digit == values.length) {
            judge(parity[digit]);
            return;
        }
        for (int value = 0; value < losses[digit].length; value++) {
            if (lost + losses[digit][value] <= limit) {
                values[digit] = value;
                System.arraycopy(parity[digit], 0, parity[digit + 1], 0, parity[digit].length);
                for (int bit = 0; bit < ClockShape.DIGIT_BITS; bit++) {
                    if (isOne(value, bit)) {
                        codes.add(shape.digits[digit] + bit, parity[digit + 1]);
                    }
                }
                search(digit + 1, lost + losses[digit][value]);
            }
        }
    }

    private static boolean isOne(int value, int bit) {
        return (value >> ClockShape.DIGIT_BITS - 1 - bit & 1) == 1;
    }

    private void judge(int... candidate) {
        double sum = 0;
        for (int block = 0; block < needed.length; block++) {
            double score = 0;
            for (int i = block * codes.parity; i < (block + 1) * codes.parity; i++) {
                score += scores.of(i, candidate[i]);
            }
            if (score < needed[block]) {
                return;
            }
            sum += score;
        }
        if (sum > bestScore) {
            bestScore = sum;
            best = codes.placed(data(), candidate);
        }
    }

    private int[] data() {
        int[] data = new int[codes.dataPlaces.length];
        for (int bit = 0; bit < shape.bits.length; bit++) {
            data[bit / 8] |= shape.bits[bit] == 1 ? 0x80 >> bit % 8 : 0;
        }
        for (int digit = 0; digit < values.length; digit++) {
            for (int bit = 0; bit < ClockShape.DIGIT_BITS; bit++) {
                int at = shape.digits[digit] + bit;
                data[at / 8] |= isOne(values[digit], bit) ? 0x80 >> at % 8 : 0;
            }
        }
        return data;
    }
}
