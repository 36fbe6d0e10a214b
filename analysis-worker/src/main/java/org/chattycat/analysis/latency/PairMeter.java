package org.chattycat.analysis.latency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures loops. A clock and a screen that shows a delayed copy of it stand in one picture: the difference of the two texts in
 * the same frame is the latency of whatever is between them, whether any clock is right or not.
 *
 * <p>Each text has been in sight for a while, which is known within limits. They bound the difference, and the bounds of a second
 * are combined.
 */
final class PairMeter {
    /** Codes that differ by more are not two sights of one clock. */
    private static final double MAX_LOOP_MS = 10_000;

    private static final int MAX_PAIRS = 8;

    private final MeasureProperties settings;
    private final List<Sight> frame = new ArrayList<>();
    private int frameRtp;
    private final Map<Pair, State> pairs = new LinkedHashMap<>(16, 0.75f, true);

    PairMeter(MeasureProperties settings) {
        this.settings = settings;
    }

    /**
     * A running clock in a frame.
     *
     * @param refreshMs for how long its page shows a text at most
     */
    record Sight(TrackedClock clock, ClockReading reading, RunningClock.Reading text, double refreshMs) {}

    /**
     * A measurement.
     *
     * @param delayed the copy
     * @param differenceMs the difference of the texts
     */
    record Loop(
            Sight delayed,
            double differenceMs,
            Uncertainty uncertainty,
            Interval bounds,
            Estimate estimate,
            State state) {}

    private record Pair(TrackedClock live, TrackedClock delayed) {}

    /** What is remembered about a pair. */
    final class State {
        private final Combination combination = new Combination();
        private final SampleBudget budget = new SampleBudget(settings.storedPerSecond());

        /** Whether a measurement may be stored. */
        boolean mayStore(Instant arrivedAt) {
            return budget.take(arrivedAt);
        }
    }

    /**
     * A clock was read. Only a frame in which one of the two texts is new is a measurement.
     *
     * @param exposureMs the longest exposure
     */
    List<Loop> read(Sight sight, double exposureMs) {
        if (frameRtp != sight.reading().rtpTimestamp()) {
            frame.clear();
            frameRtp = sight.reading().rtpTimestamp();
        }
        List<Loop> loops = new ArrayList<>();
        for (Sight other : frame) {
            boolean oneClock = other.clock() != sight.clock()
                    && other.clock().key().equals(sight.clock().key());
            if (oneClock && (other.text().first() || sight.text().first())) {
                loop(sight, other, exposureMs).ifPresent(loops::add);
            }
        }
        frame.add(sight);
        return loops;
    }

    private Optional<Loop> loop(Sight one, Sight other, double exposureMs) {
        double aheadMs = Duration.between(
                                other.reading().code().wall(),
                                one.reading().code().wall())
                        .toNanos()
                / 1e6;
        if (aheadMs == 0 || Math.abs(aheadMs) > MAX_LOOP_MS) {
            return Optional.empty();
        }
        Sight live = aheadMs > 0 ? one : other;
        Sight delayed = aheadMs > 0 ? other : one;
        State state = pairs.computeIfAbsent(new Pair(live.clock(), delayed.clock()), pair -> new State());
        if (pairs.size() > MAX_PAIRS) {
            pairs.remove(pairs.keySet().iterator().next());
        }
        double differenceMs = Math.abs(aheadMs);
        // A copy may hold a text for longer than the page.
        double liveMaxMs = Math.min(
                live.text().maxAgeMs(), Math.max(live.refreshMs(), live.text().minAgeMs()));
        double highMs = differenceMs + liveMaxMs - delayed.text().minAgeMs();
        double rangeMs = liveMaxMs
                - live.text().minAgeMs()
                + delayed.text().maxAgeMs()
                - delayed.text().minAgeMs();
        // Each text may be at either end of the exposure.
        Uncertainty uncertainty = new Uncertainty(rangeMs, 2 * exposureMs, 0, null, null, 0);
        Estimate estimate = state.combination.add(
                one.reading().firstArrivalNanos(), 0, highMs, uncertainty, new Combination.Likely(rangeMs, exposureMs));
        Interval bounds = uncertainty.bounds(uncertainty.sinceShown(highMs));
        return Optional.of(new Loop(delayed, differenceMs, uncertainty, bounds, estimate, state));
    }
}
