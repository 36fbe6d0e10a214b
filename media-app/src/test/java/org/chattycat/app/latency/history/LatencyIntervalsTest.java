package org.chattycat.app.latency.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.app.latency.history.LatencyIntervals.Interval;
import org.junit.jupiter.api.Test;

class LatencyIntervalsTest {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final Resolution SECOND = new Resolution(1);
    private static final LineKey LINE = new LineKey(new UUID(0, 1), ClockSource.OWN);
    /** How many samples a second has. */
    private static final int SAMPLES = 4;
    /** So wide that the ends of a sketch's buckets matter little. */
    private static final double LOG_DEVIATION = 0.3;

    private static final double MEDIAN_MS = 200;
    /** Of the logarithm of a latency, the standard deviation times this is above the median. */
    private static final double Z95 = 1.6448536269514722;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    /** A row of a roll-up, as {@link LatencyFigures} reads it. */
    private record Row(Map<String, Object> values) implements Readable {
        static Row of(double... latencies) {
            Map<Integer, Integer> counts = new TreeMap<>();
            double sum = 0;
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (double latency : latencies) {
                counts.merge((int) Math.ceil(Math.log(latency) / Math.log(1.01 / 0.99)), 1, Integer::sum);
                sum += latency;
                least = Math.min(least, latency);
                greatest = Math.max(greatest, latency);
            }
            Map<String, Object> values =
                    new HashMap<>(Map.of("implausible", 0L, "clock_faults", 0L, "samples", (long) latencies.length));
            for (String name : List.of("sum_ms", "sum_of_squares", "sum_of_lower_ms", "sum_of_upper_ms")) {
                values.put(name, sum);
            }
            values.put("min_ms", least);
            values.put("lower_ms", least);
            values.put("max_ms", greatest);
            values.put("upper_ms", greatest);
            values.put(
                    "buckets", counts.keySet().stream().map(Integer::shortValue).toArray(Short[]::new));
            values.put("counts", counts.values().toArray(Integer[]::new));
            return new Row(values);
        }

        @Override
        public <T> T get(int index, Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T get(String name, Class<T> type) {
            return type.cast(Objects.requireNonNull(values.get(name), name));
        }
    }

    private static LatencyIntervals intervals(NavigableMap<Instant, LatencyFigures> steps) {
        return LatencyIntervals.of(Map.of(LINE, steps), SECOND).get(LINE);
    }

    /** Latencies of so many seconds. Their logarithms follow a first-order autoregression by seconds, plus noise of each sample. */
    private static LatencyIntervals simulated(RandomGenerator random, double correlation, int seconds) {
        NavigableMap<Instant, LatencyFigures> steps = new TreeMap<>();
        double state = random.nextGaussian();
        for (int second = 0; second < seconds; second++) {
            double[] latencies = new double[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                double both = Math.sqrt(0.8) * state + Math.sqrt(0.2) * random.nextGaussian();
                latencies[i] = MEDIAN_MS * Math.exp(LOG_DEVIATION * both);
            }
            steps.put(START.plusSeconds(second), new LatencyFigures().add(Row.of(latencies)));
            state = correlation * state + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        }
        return intervals(steps);
    }

    private record Coverage(double correlation, int seconds, double p50, double p95, double mean, double refused) {}

    private Coverage coverage(double correlation, int seconds, int series) {
        List<LatencyIntervals> found = random.splits(series)
                .parallel()
                .map(one -> simulated(one, correlation, seconds))
                .toList();
        double p95 = MEDIAN_MS * Math.exp(LOG_DEVIATION * Z95);
        double mean = MEDIAN_MS * Math.exp(LOG_DEVIATION * LOG_DEVIATION / 2);
        return new Coverage(
                correlation,
                seconds,
                share(found, LatencyIntervals::p50, MEDIAN_MS),
                share(found, LatencyIntervals::p95, p95),
                share(found, LatencyIntervals::mean, mean),
                found.stream().filter(one -> one.p95() == null).count() / (double) series);
    }

    private static double share(
            List<LatencyIntervals> found, Function<LatencyIntervals, Interval> figure, double expected) {
        List<Interval> known =
                found.stream().map(figure).filter(Objects::nonNull).toList();
        return known.stream()
                        .filter(one -> one.lowerMs() <= expected && expected <= one.upperMs())
                        .count()
                / (double) known.size();
    }

    /** Independent samples of so strong an autocorrelation would give about 60 %. */
    @Test
    void intervalsContainTheTrueFiguresIn95Percent() {
        System.out.println("LatencyIntervalsTest seed " + seed);
        List<Coverage> found = List.of(coverage(0, 300, 600), coverage(0.5, 600, 600), coverage(0.8, 1200, 600));
        System.out.println(found);
        assertThat(found).allSatisfy(one -> {
            // The shares are about 0.95, and the standard error of 600 series is 0.9 %. The ends of percentiles are
            // rounded outwards, so theirs are about 0.975.
            assertThat(one.p50).as("%s, seed %d", one, seed).isGreaterThan(0.94);
            assertThat(one.p95).as("%s, seed %d", one, seed).isGreaterThan(0.94);
            assertThat(one.mean).as("%s, seed %d", one, seed).isBetween(0.91, 0.985);
            assertThat(one.refused).as("%s, seed %d", one, seed).isLessThan(0.2);
        });
    }

    @Test
    void autocorrelationMakesIntervalsLonger() {
        Interval independent = simulated(random, 0, 1800).mean();
        Interval correlated = simulated(random, 0.8, 1800).mean();
        assertThat(correlated.upperMs() - correlated.lowerMs())
                .as("seed %d", seed)
                .isGreaterThan(1.5 * (independent.upperMs() - independent.lowerMs()));
    }

    @Test
    void fewerThanTwentyBlocksHaveNoInterval() {
        NavigableMap<Instant, LatencyFigures> steps = new TreeMap<>();
        for (int second = 0; second < 99; second++) {
            steps.put(START.plusSeconds(second), new LatencyFigures().add(Row.of(200 + second % 7)));
        }
        assertThat(intervals(steps)).isEqualTo(new LatencyIntervals(null, null, null));
        steps.put(START.plusSeconds(99), new LatencyFigures().add(Row.of(200)));
        assertThat(intervals(steps)).extracting(LatencyIntervals::p50).isNotNull();
    }

    /** All are in one bucket of a sketch, which says no more than that, and the exact least and greatest value do. */
    @Test
    void equalLatenciesHaveAnIntervalOfOneValue() {
        NavigableMap<Instant, LatencyFigures> steps = new TreeMap<>();
        for (int second = 0; second < 200; second++) {
            steps.put(START.plusSeconds(second), new LatencyFigures().add(Row.of(200, 200)));
        }
        Interval exact = new Interval(200, 200);
        assertThat(intervals(steps)).isEqualTo(new LatencyIntervals(exact, exact, exact));
    }

    @Test
    void linesWithoutSamplesThatCountHaveNone() {
        Row none = new Row(Map.of("implausible", 3L, "clock_faults", 0L, "samples", 0L));
        NavigableMap<Instant, LatencyFigures> steps = new TreeMap<>(Map.of(START, new LatencyFigures().add(none)));
        assertThat(LatencyIntervals.of(Map.of(LINE, steps), SECOND)).isEmpty();
    }
}
