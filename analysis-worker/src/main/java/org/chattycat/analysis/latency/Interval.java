package org.chattycat.analysis.latency;

/** The values from {@code low} to {@code high}, in ms. Empty where {@code low > high}. */
record Interval(double low, double high) {
    boolean isEmpty() {
        return low > high;
    }

    Interval intersection(Interval other) {
        return new Interval(Math.max(low, other.low), Math.min(high, other.high));
    }

    Interval shifted(double ms) {
        return new Interval(low + ms, high + ms);
    }

    Interval widened(double ms) {
        return new Interval(low - ms, high + ms);
    }

    /** By how much this interval lies below another: positive where they do not meet. */
    double below(Interval other) {
        return other.low - high;
    }

    /** The distance to another interval, 0 or less where they meet. */
    double gap(Interval other) {
        return Math.max(below(other), other.below(this));
    }
}
