package org.chattycat.app.latency.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.chattycat.app.latency.bootstrap.BlockBootstrap;
import org.chattycat.app.latency.bootstrap.Estimate;

/**
 * 95 % intervals of the figures of one line, which say how exactly they are known from the range's samples. The possible errors of
 * clocks, screens and cameras are no part of them.
 *
 * <p>Samples that follow each other are alike, so the intervals come from {@link BlockBootstrap}, of steps of equal length. That of
 * a percentile is Woodruff's, "Confidence intervals for medians and other position measures", Journal of the American Statistical
 * Association 47 (1952): the interval of the share of the samples that lie below the percentile, which is a ratio, and then the
 * percentiles of its ends. The interval of the share is made on the scale of its logit, so that it stays between 0 and 1.
 *
 * @param p50 of the median; null where the bootstrap has too few blocks, as for the others
 * @param p95 of the 95th percentile
 * @param mean of the mean
 */
record LatencyIntervals(Interval p50, Interval p95, Interval mean) {
    /** So many steps take a few ms for a line, and are 33 minutes of seconds or a day of minutes. */
    private static final int MOST_STEPS = 2000;

    /** An interval in ms. */
    record Interval(double lowerMs, double upperMs) {}

    /** The length of the steps: the finest that is readable and gives at most 2000. */
    static Resolution steps(Selection selection) {
        return Resolution.of(selection.range(), null, MOST_STEPS, selection.isKept());
    }

    /** The intervals of each line that has samples that count. */
    static Map<LineKey, LatencyIntervals> of(
            Map<LineKey, NavigableMap<Instant, LatencyFigures>> lines, Resolution resolution) {
        Map<LineKey, LatencyIntervals> intervals = new TreeMap<>();
        lines.forEach((key, steps) -> {
            NavigableMap<Instant, LatencyFigures> counting = new TreeMap<>(steps);
            counting.values().removeIf(step -> step.count() == 0);
            if (!counting.isEmpty()) {
                intervals.put(key, of(counting, resolution));
            }
        });
        return intervals;
    }

    private static LatencyIntervals of(NavigableMap<Instant, LatencyFigures> steps, Resolution resolution) {
        Instant first = steps.firstKey();
        int[] at = steps.keySet().stream()
                .mapToInt(start -> (int) Duration.between(first, start).dividedBy(resolution.duration()))
                .toArray();
        Series series = new Series(at, steps.values());
        return new LatencyIntervals(series.percentile(0.5), series.percentile(0.95), series.mean());
    }

    /** The samples of one line by steps. */
    private static final class Series {
        private final int[] at;
        private final Collection<LatencyFigures> steps;
        private final double[] counts;
        private final LatencySketch all = new LatencySketch();

        Series(int[] at, Collection<LatencyFigures> steps) {
            this.at = at;
            this.steps = steps;
            this.counts = each(LatencyFigures::count);
            steps.forEach(step -> all.add(step.sketch()));
        }

        private double[] each(ToDoubleFunction<LatencyFigures> value) {
            return steps.stream().mapToDouble(value).toArray();
        }

        Interval mean() {
            Estimate mean = BlockBootstrap.ratio(at, each(LatencyFigures::sum), counts);
            return mean.isLongEnough()
                    ? new Interval(mean.value() - mean.plusMinus(), mean.value() + mean.plusMinus())
                    : null;
        }

        Interval percentile(double share) {
            int bucket = end(share);
            Estimate below = BlockBootstrap.ratio(at, each(step -> step.sketch().countUpTo(bucket)), counts);
            if (!below.isLongEnough()) {
                return null;
            }
            double slope = below.value() * (1 - below.value());
            // Without slope, one bucket of the sketch holds all samples.
            double spread = slope == 0 ? 0 : below.plusMinus() / slope;
            return new Interval(
                    Math.max(least(), all.from(all.indexOf(logistic(logit(share) - spread)))),
                    Math.min(greatest(), all.to(all.indexOf(logistic(logit(share) + spread)))));
        }

        /**
         * The bucket whose upper end has the share of samples below it that is nearest to the given one, and neither none nor all
         * if possible.
         */
        private int end(double share) {
            int index = all.indexOf(share);
            int bucket = all.bucket(index);
            double upTo = (double) all.countUpTo(bucket) / all.total();
            double before = upTo - (double) all.count(index) / all.total();
            boolean isBeforeNearer = before > 0 && (upTo == 1 || share - before < upTo - share);
            return isBeforeNearer ? bucket - 1 : bucket;
        }

        private double least() {
            return steps.stream().mapToDouble(LatencyFigures::min).min().orElseThrow();
        }

        private double greatest() {
            return steps.stream().mapToDouble(LatencyFigures::max).max().orElseThrow();
        }
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }

    private static double logistic(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
