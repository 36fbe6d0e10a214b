package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CombinationTest {
    private static final double LAG_MS = 30;

    private final Combination combination = new Combination();
    private long nowMs;

    @Test
    @DisplayName("One value alone is the middle of its interval and a little more, less the usual display lag")
    void oneMeasurementIsTheMiddleOfItsInterval() {
        Estimate estimate = add(240, 100, 0);
        assertThat(estimate.latencyMs()).isBetween(191.0 - LAG_MS, 192.0 - LAG_MS);
        assertThat(estimate.lowerMs()).isEqualTo(240 - 100 - 0.2 * 33 - 60);
        assertThat(estimate.upperMs()).isEqualTo(240 + 0.2 * 33);
        assertThat(estimate.plusMinusMs()).isBetween(50.0, 75.0);
    }

    @Test
    @DisplayName("Narrows with every measurement and holds the truth")
    void narrowsWithEveryMeasurement() {
        Random random = new Random(7);
        Estimate estimate = add(200 + 100, 100, 0);
        double wide = estimate.plusMinusMs();
        for (int i = 0; i < 20; i++) {
            estimate = add(200 + 100 * random.nextDouble(), 100, 0);
            assertThat(200.0 - LAG_MS).isBetween(estimate.lowerMs(), estimate.upperMs());
        }
        assertThat(estimate.plusMinusMs()).isLessThan(0.65 * wide);
        assertThat(estimate.latencyMs()).isBetween(190.0 - LAG_MS, 210.0 - LAG_MS);
    }

    @Test
    @DisplayName("Follows each frame's own latency at once, since its transit time is known")
    void followsALatencyThatChangesWithTheNetwork() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            double transitMs = 300 * random.nextDouble();
            Estimate estimate = add(200 + transitMs + 100 * random.nextDouble(), 100, transitMs);
            assertThat(200 - LAG_MS + transitMs).isBetween(estimate.lowerMs(), estimate.upperMs());
            if (i > 20) {
                assertThat(estimate.latencyMs()).isBetween(180 - LAG_MS + transitMs, 220 - LAG_MS + transitMs);
            }
        }
    }

    @Test
    @DisplayName("A single reading that contradicts the others changes the estimate little")
    void oneContradiction() {
        Estimate before = null;
        for (int i = 0; i < 8; i++) {
            before = add(200 + i, 30, 0);
        }
        Estimate after = add(260, 30, 0);
        assertThat(after.latencyMs()).isBetween(before.latencyMs() - 5, before.latencyMs() + 5);
    }

    @Test
    @DisplayName("The bounds leave out what contradicts the newest values, and after a second so does the estimate")
    void leavesOutWhatContradictsTheNewestValues() {
        for (int i = 0; i < 10; i++) {
            add(200, 30, 0);
        }
        assertThat(add(700, 30, 0).upperMs()).isEqualTo(700 + 0.2 * 33);
        Estimate estimate = null;
        for (int i = 0; i < 10; i++) {
            estimate = add(700, 30, 0);
        }
        assertThat(estimate.latencyMs()).isBetween(686.0 - LAG_MS, 687.0 - LAG_MS);
    }

    private Estimate add(double latencyMs, double codeAgeMs, double transitMs) {
        nowMs += 100;
        return combination.add(
                nowMs * 1_000_000,
                transitMs,
                latencyMs,
                new Uncertainty(codeAgeMs, 33, 2 * LAG_MS, null, null, 0),
                new Combination.Likely(codeAgeMs, 33));
    }
}
