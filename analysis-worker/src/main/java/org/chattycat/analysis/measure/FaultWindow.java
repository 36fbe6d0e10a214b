package org.chattycat.analysis.measure;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Judges a clock by its values of the last seconds: more than a small share of impossible ones means that the clock is
 * wrong, and then all of it is. Single values are never judged, because leaving out only the negative ones would bias
 * the rest.
 */
final class FaultWindow {
    /** 60 values a second for the longest sensible window. */
    private static final int MAX_VALUES = 3_600;

    private record Value(long arrivalNanos, double latencyMs, boolean impossible) {}

    private final MeasureSettings settings;
    private final Deque<Value> values = new ArrayDeque<>();
    private int impossible;

    FaultWindow(MeasureSettings settings) {
        this.settings = settings;
    }

    /**
     * @param clocksErrorMs how far below zero a right value may lie because of the clocks' known errors
     * @return whether the clock is at fault
     */
    boolean add(long arrivalNanos, double latencyMs, double clocksErrorMs) {
        double lowest = -Math.max(clocksErrorMs, settings.faultTolerance().toNanos() / 1e6);
        boolean cannotBe =
                latencyMs < lowest || latencyMs > settings.maxLatency().toMillis();
        values.addLast(new Value(arrivalNanos, latencyMs, cannotBe));
        impossible += cannotBe ? 1 : 0;
        while (values.size() > MAX_VALUES
                || arrivalNanos - values.getFirst().arrivalNanos()
                        > settings.faultWindow().toNanos()) {
            impossible -= values.removeFirst().impossible() ? 1 : 0;
        }
        return impossible > settings.faultShare() * values.size();
    }

    /** The median of the values in the window, in ms. */
    double medianMs() {
        double[] sorted = values.stream().mapToDouble(Value::latencyMs).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
