package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final double STEP = 0.25;
    private static final Distribution POINT = new Distribution(100, STEP, new double[] {1});

    @Test
    @DisplayName("95 % of a uniform distribution take 95 % of its width")
    void uniform() {
        Distribution uniform = POINT.plusUniform(25);
        assertThat(uniform.median()).isEqualTo(100, within(STEP));
        assertThat(uniform.halfWidth(100, 0.95)).isEqualTo(0.95 * 25, within(STEP));
    }

    @Test
    @DisplayName("The sum of two equal uniform distributions is a triangle")
    void triangle() {
        Distribution triangle = POINT.plusUniform(20).plusUniform(20);
        // The tails beyond x have (40 - x)² / 1600 of the area.
        assertThat(triangle.halfWidth(100, 0.95)).isEqualTo(40 - Math.sqrt(0.05 * 1_600), within(2 * STEP));
    }

    @Test
    @DisplayName("The half width about another value than the median is larger")
    void offCentre() {
        Distribution uniform = POINT.plusUniform(20);
        assertThat(uniform.halfWidth(110, 0.95)).isEqualTo(28, within(2 * STEP));
    }
}
