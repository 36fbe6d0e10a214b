package org.chattycat.analysis.latency;

/** A probability distribution of a value in ms, on a grid. */
final class Distribution {
    /** Cells that are far from the centre hold nothing after normalisation. */
    private static final double HALF = 0.5;

    private final double startMs;
    private final double stepMs;
    private final double[] weights;

    /** @param weights not normalised; the first one is that of {@code startMs} */
    Distribution(double startMs, double stepMs, double[] weights) {
        this.startMs = startMs;
        this.stepMs = stepMs;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        this.weights = weights.clone();
        for (int i = 0; i < weights.length; i++) {
            this.weights[i] /= sum;
        }
    }

    /** The distribution of this value plus an independent one that is equally likely anywhere within ± {@code halfWidthMs}. */
    Distribution plusUniform(double halfWidthMs) {
        int reach = (int) Math.round(halfWidthMs / stepMs);
        if (reach == 0) {
            return this;
        }
        double[] sums = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            sums[i + 1] = sums[i] + weights[i];
        }
        double[] wider = new double[weights.length + 2 * reach];
        for (int i = 0; i < wider.length; i++) {
            int to = Math.min(weights.length, i + 1);
            int from = Math.max(0, i - 2 * reach);
            wider[i] = sums[to] - sums[Math.min(from, to)];
        }
        return new Distribution(startMs - reach * stepMs, stepMs, wider);
    }

    /** The value that is exceeded as often as not. */
    double median() {
        double sum = 0;
        int i = 0;
        while (i < weights.length - 1 && sum + weights[i] < HALF) {
            sum += weights[i++];
        }
        return startMs + (i + (HALF - sum) / weights[i] - HALF) * stepMs;
    }

    /** The smallest distance from {@code centreMs} within which the value lies with this probability. */
    double halfWidth(double centreMs, double probability) {
        double low = 0;
        double high = (weights.length + 1) * stepMs + Math.abs(centreMs - startMs);
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
        double cells = (ms - startMs) / stepMs + HALF;
        double sum = 0;
        for (int i = 0; i < weights.length && cells > i; i++) {
            sum += weights[i] * Math.min(1, cells - i);
        }
        return sum;
    }
}
