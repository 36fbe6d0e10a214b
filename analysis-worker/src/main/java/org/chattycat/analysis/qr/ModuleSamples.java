package org.chattycat.analysis.qr;

/**
 * The luma of a code and its margin, sampled on a lattice of half modules, with uneven illumination removed.
 */
final class ModuleSamples {
    /** Lattice points per module and direction. */
    static final int PER_MODULE = 2;
    /** Modules sampled beyond the code's edges, so that the outermost modules have neighbours on all sides. */
    static final int MARGIN = 2;
    /** Illumination is averaged over this many modules in each direction. About half of them are dark. */
    private static final int NEIGHBOURHOOD = 4;

    final int size;
    final int stride;
    final float[] luma;
    final float[] mean;
    final float[] gain;

    ModuleSamples(ModuleGrid grid, int size) {
        this.size = size;
        this.stride = (size + 2 * MARGIN) * PER_MODULE + 1;
        this.luma = new float[stride * stride];
        for (int row = 0; row < stride; row++) {
            for (int column = 0; column < stride; column++) {
                luma[row * stride + column] =
                        (float) grid.sample((double) column / PER_MODULE - MARGIN, (double) row / PER_MODULE - MARGIN);
            }
        }
        this.mean = new float[size * size];
        this.gain = new float[size * size];
        float[] centres = new float[size * size];
        for (int module = 0; module < centres.length; module++) {
            centres[module] = luma[centre(module)];
        }
        evenOut(centres, size, mean, gain);
    }

    /** How dark each module is at its centre, the same as {@link #darkness()} of new samples, for a fifth of the cost. */
    static double[] darkness(ModuleGrid grid, int size) {
        float[] centres = grid.centres(size);
        float[] mean = new float[size * size];
        float[] gain = new float[size * size];
        evenOut(centres, size, mean, gain);
        double[] darkness = new double[size * size];
        for (int module = 0; module < darkness.length; module++) {
            darkness[module] = -(centres[module] - mean[module]) * gain[module];
        }
        return darkness;
    }

    private ModuleSamples(ModuleSamples samples, float[] mean, float[] gain) {
        this.size = samples.size;
        this.stride = samples.stride;
        this.luma = samples.luma;
        this.mean = mean;
        this.gain = gain;
    }

    /**
     * The same samples on a scale from −1, the luma of dark modules at their place, to +1, that of light modules. A blend of
     * two codes has values between. The two levels are planes over the code, fitted to the modules of known colour.
     *
     * @param colours per module: +1 dark, −1 light, 0 not known
     */
    ModuleSamples levelledBy(byte[] colours) {
        double[] dark = plane(colours, 1);
        double[] light = plane(colours, -1);
        float[] middle = new float[size * size];
        float[] scale = new float[size * size];
        for (int module = 0; module < middle.length; module++) {
            double darkHere = at(dark, module);
            double lightHere = at(light, module);
            middle[module] = (float) ((darkHere + lightHere) / 2);
            scale[module] = (float) (2 / Math.max(1, lightHere - darkHere));
        }
        return new ModuleSamples(this, middle, scale);
    }

    private double at(double[] plane, int module) {
        return plane[0] + plane[1] * (module % size) + plane[2] * (module / size);
    }

    /** The plane through the luma of the modules of one colour, by least squares: at module 0, per column, per row. */
    private double[] plane(byte[] colours, int colour) {
        double[][] normal = new double[3][4];
        for (int module = 0; module < colours.length; module++) {
            if (colours[module] == colour) {
                double[] x = {1, module % size, module / size, luma[centre(module)]};
                for (int i = 0; i < 3; i++) {
                    for (int j = i; j < 4; j++) {
                        normal[i][j] += x[i] * x[j];
                    }
                }
            }
        }
        return Cholesky.solve(normal);
    }

    /** The lattice point at the centre of a module. */
    int centre(int module) {
        int row = (module / size + MARGIN) * PER_MODULE + PER_MODULE / 2;
        int column = (module % size + MARGIN) * PER_MODULE + PER_MODULE / 2;
        return row * stride + column;
    }

    /** Luma at a lattice point relative to the surroundings of a module: mean 0, deviation 1. */
    double relative(int point, int module) {
        return (luma[point] - mean[module]) * gain[module];
    }

    /** How dark each module is at its centre. */
    double[] darkness() {
        double[] darkness = new double[size * size];
        for (int module = 0; module < darkness.length; module++) {
            darkness[module] = -relative(centre(module), module);
        }
        return darkness;
    }

    /** Computes the mean and the inverse deviation of the luma around each module. */
    private static void evenOut(float[] centres, int size, float[] mean, float[] gain) {
        double[] sums = new double[(size + 1) * (size + 1)];
        double[] squares = new double[(size + 1) * (size + 1)];
        int width = size + 1;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double value = centres[row * size + column];
                int at = (row + 1) * width + column + 1;
                sums[at] = value + sums[at - 1] + sums[at - width] - sums[at - width - 1];
                squares[at] = value * value + squares[at - 1] + squares[at - width] - squares[at - width - 1];
            }
        }
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int top = Math.max(0, row - NEIGHBOURHOOD) * width;
                int bottom = Math.min(size, row + NEIGHBOURHOOD + 1) * width;
                int left = Math.max(0, column - NEIGHBOURHOOD);
                int right = Math.min(size, column + NEIGHBOURHOOD + 1);
                double count = (double) (bottom - top) / width * (right - left);
                double average =
                        (sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left]) / count;
                double square =
                        (squares[bottom + right] - squares[bottom + left] - squares[top + right] + squares[top + left])
                                / count;
                int module = row * size + column;
                mean[module] = (float) average;
                gain[module] = (float) (1 / Math.sqrt(Math.max(1, square - average * average)));
            }
        }
    }
}
