package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CombinationTest {
    private final Combination combination = new Combination();
    private long nowMs;

    /** One value alone is its interval's middle, apart from what only the bounds take into account. */
    @Test
    void oneMeasurementIsTheMiddleOfItsInterval() {
        assertThat(add(240, 100, 0)).isEqualTo(new Estimate(190, 57, 240));
    }

    @Test
    void narrowsWithEveryMeasurementAndHoldsTheTruth() {
        Random random = new Random(7);
        Estimate estimate = add(200 + 100, 100, 0);
        double wide = estimate.upperMs() - estimate.latencyMs();
        for (int i = 0; i < 20; i++) {
            estimate = add(200 + 100 * random.nextDouble(), 100, 0);
            assertThat(200.0).isBetween(estimate.lowerMs(), estimate.upperMs());
        }
        assertThat(estimate.upperMs() - estimate.latencyMs()).isLessThan(wide / 4);
        assertThat(estimate.latencyMs()).isBetween(190.0, 210.0);
    }

    /** Each frame's own latency is followed at once, since its transit time is known. */
    @Test
    void followsALatencyThatChangesWithTheNetwork() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            double transitMs = 300 * random.nextDouble();
            Estimate estimate = add(200 + transitMs + 100 * random.nextDouble(), 100, transitMs);
            assertThat(200 + transitMs).isBetween(estimate.lowerMs() - 1e-3, estimate.upperMs() + 1e-3);
            if (i > 20) {
                assertThat(estimate.latencyMs()).isBetween(185 + transitMs, 215 + transitMs);
            }
        }
    }

    /** Clock and camera keep time so well that the age of the code changes by 1 ms from reading to reading. */
    @Test
    void isRightWhereTheAgeOfTheCodeChangesSlowly() {
        for (int phase = 0; phase < 33; phase++) {
            Combination fresh = new Combination();
            Estimate estimate = null;
            for (int i = 0; i < 50; i++) {
                estimate = fresh.add(
                        i * 100_000_000L,
                        0,
                        200 + Math.floorMod(phase - i, 33),
                        new Uncertainty(33, 33, 50, null, null, 0));
            }
            assertThat(estimate.latencyMs()).as("phase %d", phase).isBetween(198.0, 202.0);
        }
    }

    @Test
    void leavesOutWhatContradictsTheNewestValues() {
        for (int i = 0; i < 10; i++) {
            add(200, 30, 0);
        }
        assertThat(add(700, 30, 0)).isEqualTo(new Estimate(685, 587, 700));
    }

    private Estimate add(double latencyMs, double codeAgeMs, double transitMs) {
        nowMs += 100;
        return combination.add(
                nowMs * 1_000_000, transitMs, latencyMs, new Uncertainty(codeAgeMs, 33, 50, null, null, 0));
    }
}
