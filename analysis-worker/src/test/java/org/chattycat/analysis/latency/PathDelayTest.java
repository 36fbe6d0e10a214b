package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PathDelayTest {
    private final PathDelay path = new PathDelay();

    @Test
    void whatIsBufferedIsTheExcessOverTheBest() {
        frame(0, 100);
        assertThat(excess(33, 100)).isZero();
        assertThat(excess(66, 1_600)).isCloseTo(1_500, within(0.1));
        assertThat(excess(99, 80)).isZero();
        assertThat(excess(132, 100)).isCloseTo(20, within(0.1));
    }

    @Test
    void timestampsMayWrap() {
        long wrapMs = (1L << 32) / 90;
        frame(wrapMs - 20, 100);
        assertThat(excess(wrapMs + 20, 130)).isCloseTo(30, within(0.1));
    }

    @Test
    void aRestartedMediaClockStartsAgain() {
        frame(0, 100);
        assertThat(excess(33, 100_000)).isZero();
        assertThat(excess(66, 100_050)).isCloseTo(50, within(0.1));
    }

    /** A congested path stays known for at least ten minutes. */
    @Test
    void theBestIsForgottenAfterTwentyMinutes() {
        frame(0, 100);
        double excess = 0;
        for (int second = 1; second < 600; second++) {
            excess = excess(second * 1_000L, 1_100);
            assertThat(excess).isCloseTo(1_000, within(0.1));
        }
        for (int second = 600; second < 1_300; second++) {
            excess = excess(second * 1_000L, 1_100);
        }
        assertThat(excess).isZero();
    }

    private double excess(long capturedMs, double underWayMs) {
        return path.excessMs(frame(capturedMs, underWayMs));
    }

    private double frame(long capturedMs, double underWayMs) {
        return path.frame((int) (capturedMs * 90), (long) ((capturedMs + underWayMs) * 1e6));
    }
}
