package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class UncertaintyTest {
    @Test
    void ageAndLagLowerTheBoundExposureAndClocksWidenBoth() {
        Uncertainty uncertainty = new Uncertainty(33, 20, 50, 4.0, null, 1);
        assertThat(uncertainty.lowerMs(300)).isEqualTo(300 - 33 - 0.2 * 20 - 50 - 5);
        assertThat(uncertainty.upperMs(300)).isEqualTo(300 + 0.2 * 20 + 5);
    }

    @Test
    void theWorkersOffsetMovesTheBoundOnItsSideOnly() {
        Uncertainty behind = new Uncertainty(0, 0, 0, null, 7.0, 1);
        assertThat(behind.lowerMs(100)).isEqualTo(99);
        assertThat(behind.upperMs(100)).isEqualTo(108);
        Uncertainty ahead = new Uncertainty(0, 0, 0, null, -7.0, 1);
        assertThat(ahead.lowerMs(100)).isEqualTo(92);
        assertThat(ahead.upperMs(100)).isEqualTo(101);
    }

    @Test
    void boundsAreFiniteAndNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Uncertainty(-1, 0, 0, null, null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Uncertainty(0, 0, 0, Double.NaN, null, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Uncertainty(0, Double.POSITIVE_INFINITY, 0, null, null, 0));
    }
}
