package org.chattycat.analysis.qr;

import java.util.Arrays;

/**
 * The Reed-Solomon code of QR codes (ISO/IEC 18004, Annex A): GF(256) by x^8+x^4+x^3+x^2+1, generator roots from α^0.
 * Corrects errors (wrong codewords at unknown places) and erasures (codewords known to be doubtful) together, as long as
 * {@code erasures + 2 errors ≤ parity}: the code's nominal capacity.
 */
final class ReedSolomon {
    private static final int[] EXP = new int[510];
    private static final int[] LOG = new int[256];
    /**
     * A correction is accepted only if noise would look like a correctable word less often than this. The parity that is left
     * after erasures and corrections distinguishes a code from noise. A word whose parity is used up by erasures can always
     * be "corrected", to anything.
     */
    private static final double MAX_CHANCE_OF_NOISE = 1e-9;

    static {
        for (int i = 0, x = 1; i < 255; i++) {
            EXP[i] = x;
            EXP[i + 255] = x;
            LOG[x] = i;
            x = x << 1 ^ (x > 127 ? 0x11d : 0);
        }
    }

    private ReedSolomon() {}

    /**
     * Corrects {@code word} in place.
     *
     * @param parity the number of parity codewords at its end
     * @param erased distinct indexes of doubtful codewords, whose values are ignored
     * @return whether the word was corrected and the correction is credible; otherwise it is unchanged
     */
    static boolean correct(int[] word, int parity, int... erased) {
        return correct(word, syndromes(word, parity), erased);
    }

    /** The same, for a word whose syndromes are known. */
    static boolean correct(int[] word, int[] syndromes, int[] erased) {
        int parity = syndromes.length;
        if (chanceOfNoise(word.length, parity, erased.length, 0) > MAX_CHANCE_OF_NOISE) {
            return false;
        }
        if (allZero(syndromes)) {
            return true;
        }
        int[] locator = errorLocator(syndromes, erased, word.length);
        int degree = degree(locator);
        int errors = degree - erased.length;
        if (2 * errors + erased.length > parity
                || chanceOfNoise(word.length, parity, erased.length, errors) > MAX_CHANCE_OF_NOISE) {
            return false;
        }
        int[] corrected = word.clone();
        if (!apply(corrected, syndromes, locator, degree) || !allZero(syndromes(corrected, parity))) {
            return false;
        }
        System.arraycopy(corrected, 0, word, 0, word.length);
        return true;
    }

    /** The probability that a random word is within {@code errors} errors of a valid one. */
    private static double chanceOfNoise(int length, int parity, int erasures, int errors) {
        double log = -(parity - erasures) * Math.log(256);
        for (int i = 0; i < errors; i++) {
            log += Math.log(255.0 * (length - erasures - i) / (i + 1));
        }
        return Math.exp(log);
    }

    /** The parity codewords of {@code data}: the remainder of its division by the generator polynomial. */
    static int[] parity(int[] data, int parity) {
        int[] generator = {1};
        for (int root = 0; root < parity; root++) {
            int[] next = Arrays.copyOf(generator, generator.length + 1);
            for (int i = 0; i < generator.length; i++) {
                next[i + 1] ^= times(generator[i], EXP[root]);
            }
            generator = next;
        }
        int[] rest = Arrays.copyOf(data, data.length + parity);
        for (int i = 0; i < data.length; i++) {
            int factor = rest[i];
            for (int j = 0; j <= parity; j++) {
                rest[i + j] ^= times(factor, generator[j]);
            }
        }
        return Arrays.copyOfRange(rest, data.length, rest.length);
    }

    /** What {@link #correct(int[], int[], int[])} needs of a word: one number per parity codeword, 0 for an intact word. */
    static int[] syndromes(int[] word, int parity) {
        int[] syndromes = new int[parity];
        for (int i = 0; i < parity; i++) {
            int sum = 0;
            for (int codeword : word) {
                sum = (sum == 0 ? 0 : EXP[LOG[sum] + i]) ^ codeword;
            }
            syndromes[i] = sum;
        }
        return syndromes;
    }

    /** Berlekamp-Massey, started from the locator of the erasures. */
    private static int[] errorLocator(int[] syndromes, int[] erased, int length) {
        int parity = syndromes.length;
        int[] locator = new int[parity + 2];
        locator[0] = 1;
        for (int i = 0; i < erased.length; i++) {
            int position = length - 1 - erased[i];
            for (int j = i + 1; j > 0; j--) {
                locator[j] ^= times(locator[j - 1], EXP[position]);
            }
        }
        int[] previous = locator.clone();
        int registers = erased.length;
        for (int step = erased.length; step < parity; step++) {
            int discrepancy = 0;
            for (int i = 0; i <= Math.min(step, parity); i++) {
                discrepancy ^= times(locator[i], syndromes[step - i]);
            }
            shift(previous);
            if (discrepancy != 0) {
                int[] next = locator.clone();
                for (int i = 0; i < next.length; i++) {
                    next[i] ^= times(discrepancy, previous[i]);
                }
                if (2 * registers <= step + erased.length) {
                    registers = step + 1 + erased.length - registers;
                    int inverse = inverse(discrepancy);
                    for (int i = 0; i < previous.length; i++) {
                        previous[i] = times(inverse, locator[i]);
                    }
                }
                locator = next;
            }
        }
        return locator;
    }

    /** Chien's search for the positions and Forney's formula for the values; false if the locator has no matching roots. */
    private static boolean apply(int[] word, int[] syndromes, int[] locator, int degree) {
        int found = 0;
        for (int index = 0; index < word.length; index++) {
            int root = EXP[(255 - (word.length - 1 - index) % 255) % 255];
            if (evaluate(locator, root) == 0) {
                found++;
                int slope = 0;
                for (int i = 1; i <= degree; i += 2) {
                    slope ^= times(locator[i], power(root, i - 1));
                }
                if (slope == 0) {
                    return false;
                }
                int value = 0;
                for (int i = 0; i < syndromes.length; i++) {
                    int coefficient = 0;
                    for (int j = 0; j <= Math.min(i, degree); j++) {
                        coefficient ^= times(locator[j], syndromes[i - j]);
                    }
                    value ^= times(coefficient, power(root, i));
                }
                word[index] ^= times(times(value, inverse(root)), inverse(slope));
            }
        }
        return found == degree;
    }

    private static int evaluate(int[] polynomial, int x) {
        int sum = 0;
        for (int i = polynomial.length - 1; i >= 0; i--) {
            sum = times(sum, x) ^ polynomial[i];
        }
        return sum;
    }

    private static void shift(int[] polynomial) {
        System.arraycopy(polynomial, 0, polynomial, 1, polynomial.length - 1);
        polynomial[0] = 0;
    }

    private static int degree(int[] polynomial) {
        int degree = polynomial.length - 1;
        while (degree > 0 && polynomial[degree] == 0) {
            degree--;
        }
        return degree;
    }

    private static boolean allZero(int[] values) {
        for (int value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static int times(int a, int b) {
        return a == 0 || b == 0 ? 0 : EXP[LOG[a] + LOG[b]];
    }

    private static int power(int a, int exponent) {
        return EXP[LOG[a] * exponent % 255];
    }

    private static int inverse(int a) {
        return EXP[255 - LOG[a]];
    }
}
