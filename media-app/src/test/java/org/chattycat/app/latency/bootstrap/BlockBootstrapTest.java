package org.chattycat.app.latency.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    private static int[] seconds(int n) {
        return IntStream.range(0, n).toArray();
    }

    /** A stationary first-order autoregression with median 0 and variance 1. */
    private double[] autoregression(double correlation, int n) {
        return autoregression(random, correlation, n);
    }

    private static double[] autoregression(RandomGenerator random, double correlation, int n) {
        double[] values = new double[n];
        values[0] = random.nextGaussian();
        for (int i = 1; i < n; i++) {
            values[i] = correlation * values[i - 1] + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        }
        return values;
    }

    private record Coverage(double correlation, int n, double share, double refused) {}

    /** How often the 95 % interval contains the true difference of the medians, which is 0. */
    private Coverage coverage(double correlation, int n, int pairs) {
        // All cores: one after the other takes half a minute.
        List<Boolean> compared = random.splits(pairs)
                .parallel()
                .map(one -> contains(one, correlation, n))
                .flatMap(Optional::stream)
                .toList();
        long contained = compared.stream().filter(yes -> yes).count();
        return new Coverage(correlation, n, (double) contained / compared.size(), 1 - (double) compared.size() / pairs);
    }

    /** Empty for series that are too short to be compared. */
    private static Optional<Boolean> contains(RandomGenerator random, double correlation, int n) {
        Estimate one = BlockBootstrap.median(seconds(n), autoregression(random, correlation, n));
        Estimate other = BlockBootstrap.median(seconds(n), autoregression(random, correlation, n));
        return one.isLongEnough() && other.isLongEnough()
                ? Optional.of(Math.abs(one.value() - other.value()) <= one.plusMinus(other))
                : Optional.empty();
    }

    @Test
    void theIntervalContainsTheDifferenceOfAutoregressionsIn95Percent() {
        System.out.println("BlockBootstrapTest seed " + seed);
        Coverage[] found = {coverage(0, 200, 2000), coverage(0.5, 400, 3000), coverage(0.8, 1200, 2500)};
        System.out.println(Arrays.toString(found));
        // Their shares are about 0.95, and the standard error of 2,000 pairs is 0.5 %.
        assertThat(found).allSatisfy(one -> {
            assertThat(one.share).as("%s, seed %d", one, seed).isBetween(0.93, 0.97);
            assertThat(one.refused).as("%s, seed %d", one, seed).isLessThan(0.2);
        });
    }

    /** Independent values would give an interval that is three times too short. */
    @Test
    void autocorrelationMakesBlocksAndIntervalsLonger() {
        Estimate independent = BlockBootstrap.median(seconds(2000), autoregression(0, 2000));
        Estimate correlated = BlockBootstrap.median(seconds(2000), autoregression(0.8, 2000));
        assertThat(independent.blockSteps()).as("seed %d", seed).isLessThan(correlated.blockSteps());
        assertThat(correlated.plusMinus(correlated))
                .as("seed %d", seed)
                .isGreaterThan(1.5 * independent.plusMinus(independent));
    }

    @Test
    void theSameSeriesAlwaysGivesTheSameInterval() {
        double[] values = autoregression(0.5, 500);
        assertThat(BlockBootstrap.median(seconds(500), values)).isEqualTo(BlockBootstrap.median(seconds(500), values));
    }

    @Test
    void fewerThanTwentyBlocksAreTooFew() {
        Estimate few = BlockBootstrap.median(seconds(99), new double[99]);
        assertThat(few.blocks()).isEqualTo(19);
        assertThat(few.isLongEnough()).isFalse();
        Estimate enough = BlockBootstrap.median(seconds(100), new double[100]);
        assertThat(enough.isLongEnough()).isTrue();
        assertThat(enough.plusMinus(enough)).isZero();
        assertThatThrownBy(() -> enough.plusMinus(few)).isInstanceOf(IllegalStateException.class);
    }

    /** Every second value is missing, so neighbours are two seconds apart and lags of one second have no pairs. */
    @Test
    void secondsWithoutValuesAreNoNeighbours() {
        double[] values = autoregression(0.8, 2000);
        int[] everySecondOne = seconds(1000);
        double[] half = new double[1000];
        for (int i = 0; i < 1000; i++) {
            everySecondOne[i] = 2 * i;
            half[i] = values[2 * i];
        }
        // In seconds, the correlation reaches as far as without gaps; counted in values, it would be half as long.
        assertThat(BlockLength.of(everySecondOne, half).steps())
                .as("seed %d", seed)
                .isGreaterThan(BlockLength.of(seconds(1000), half).steps());
    }

    /** The variance of a mean of independent values is known: theirs, divided by their number. */
    @Test
    void theVarianceOfARatioIsThatOfTheMean() {
        double[] ones = new double[2000];
        Arrays.fill(ones, 1);
        double[] values = autoregression(0, 2000);
        Estimate mean = BlockBootstrap.ratio(seconds(2000), values, ones);
        assertThat(mean.value()).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-9));
        assertThat(mean.variance() * 2000).as("seed %d", seed).isBetween(0.6, 1.5);
    }
}
