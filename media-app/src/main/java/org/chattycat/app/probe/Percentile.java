package org.chattycat.app.probe;

import java.util.Arrays;
import java.util.Locale;

/** Collects values of which a percentile is asked for. Safe for several threads. */
public final class Percentile {
    /** 8 MB. Further values are dropped: the percentile is then that of the first ones. */
    private static final int MAX_VALUES = 1_000_000;

    private double[] values = new double[64];
    private int count;

    public synchronized void add(double value) {
        if (count == MAX_VALUES) {
            return;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.min(MAX_VALUES, 2 * count));
        }
        values[count++] = value;
    }

    public synchronized int count() {
        return count;
    }

    public synchronized void clear() {
        count = 0;
    }

    /** The smallest value that so many percent of the values do not exceed; not a number where there are none. */
    public synchronized double of(int percent) {
        if (count == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(count * percent / 100.0) - 1)];
    }

    /** A number as JSON with one digit after the point; null where there is none. */
    public static String json(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? "null" : String.format(Locale.ROOT, "%.1f", value);
    }
}
