package org.chattycat.analysis.latency;

/** A probability distribution of a value in ms, on a grid. */
final class Distribution {
    /** Cells that are far from the centre hold nothing after normalisation. */
    private static final double HALF = 0.5;

    private final double startMs;
    private final double stepMs;
    /** The probability of the cells before each one, and of all cells at the end: 0 to 1. */
    private final double[] cumulative;

    /** @param weights not normalised; the first one is that of {@code startMs} */
    Distribution(double startMs, double stepMs, double[] weights) {
        this.startMs = startMs;
        this.stepMs = stepMs;
        this.cumulative = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            cumulative[i + 1] = cumulative[i] + weights[i];
        }
        double sum = cumulative[weights.length];
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] /= sum;
        }
    }

    private int cells() {
        return cumulative.length - 1;
    }

    /** The distribution of this value plus an independent one that is equally likely anywhere within ± {@code halfWidthMs}. */
    Distribution plusUniform(double halfWidthMs) {
        int reach = (int) Math.round(halfWidthMs / stepMs);
        if (reach == 0) {
            return this;
        }
        double[] wider = new double[cells() + 2 * reach];
        for (int i = 0; i < wider.length; i++) {
            int to = Math.min(cells(), i + 1);
            int from = Math.max(0, i - 2 * reach);
            wider[i] = cumulative[to] - cumulative[Math.min(from, to)];
        }
        return new Distribution(startMs - reach * stepMs, stepMs, wider);
    }

    /** The value that is exceeded as often as not. */
    double median() {
        int i = 0;
        while (i < cells() - 1 && cumulative[i + 1] < HALF) {
            i++;
        }
        double within = (HALF - cumulative[i]) / (cumulative[i + 1] - cumulative[i]);
        return startMs + (i + within - HALF) * stepMs;
    }

    /** The smallest distance from {@code centreMs} within which the value lies with this probability. */
    double halfWidth(double centreMs, double probability) {
        double low = 0;
        double high = (cells() + 1) * stepMs + Math.abs(centreMs - startMs);
        while (high - low > stepMs / 16) {
            double middle = (low + high) / 2;
            if (below(centreMs + middle) - below(centreMs - middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double below(double ms) {
        double at = (ms - startMs) / stepMs + HALF;
        if (at <= 0) {
            return 0;
        }
        int cell = (int) at;
        return cell >= cells() ? 1 : cumulative[cell] + (at - cell) * (cumulative[cell + 1] - cumulative[cell]);
    }
}
