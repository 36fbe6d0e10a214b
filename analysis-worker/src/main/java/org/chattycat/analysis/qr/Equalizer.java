package org.chattycat.analysis.qr;

/**
 * Reverses blur: computes a module's colour from the luma in and around it. The weights are learned by least squares from
 * modules of known colour. Blur is the same across a code, so weights learned from its fixed patterns apply to its data.
 */
final class Equalizer {
    /** Lattice points used on each side of a module's centre: one and a half modules. */
    private static final int REACH = 3;
    /** Regularisation: keeps the weights small where the known modules do not determine them. Relative to the luma's variance of 1. */
    private static final double RIDGE = 0.02;

    private final double[] weights;

    private Equalizer(double[] weights) {
        this.weights = weights;
    }

    /**
     * Learns the weights.
     *
     * @param colours per module: +1 dark, −1 light, 0 not known
     */
    static Equalizer learn(ModuleSamples samples, byte[] colours) {
        int taps = (2 * REACH + 1) * (2 * REACH + 1) + 1;
        double[][] normal = new double[taps][taps + 1];
        double[] x = new double[taps];
        int known = 0;
        for (int module = 0; module < colours.length; module++) {
            if (colours[module] != 0) {
                gather(samples, module, x);
                known++;
                for (int i = 0; i < taps; i++) {
                    double xi = x[i];
                    double[] row = normal[i];
                    for (int j = i; j < taps; j++) {
                        row[j] += xi * x[j];
                    }
                    row[taps] += xi * colours[module];
                }
            }
        }
        for (int i = 0; i < taps; i++) {
            normal[i][i] += RIDGE * known;
        }
        return new Equalizer(Cholesky.solve(normal));
    }

    /** How dark each module is: about +1 for dark, −1 for light. */
    double[] apply(ModuleSamples samples) {
        double[] darkness = new double[samples.size * samples.size];
        double[] x = new double[weights.length];
        for (int module = 0; module < darkness.length; module++) {
            gather(samples, module, x);
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * weights[i];
            }
            darkness[module] = sum;
        }
        return darkness;
    }

    private static void gather(ModuleSamples samples, int module, double[] x) {
        int centre = samples.centre(module);
        int i = 0;
        for (int row = -REACH; row <= REACH; row++) {
            for (int column = -REACH; column <= REACH; column++) {
                x[i++] = samples.relative(centre + row * samples.stride + column, module);
            }
        }
        x[i] = 1;
    }
}
