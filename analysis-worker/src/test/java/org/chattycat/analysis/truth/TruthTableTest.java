package org.chattycat.analysis.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.chattycat.analysis.live.ClockSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TruthTableTest {
    private static final int RUNS = 60;
    private static final long SEED = 7;

    static Stream<Light.Condition> conditions() {
        return TruthTable.conditions().stream();
    }

    @ParameterizedTest
    @MethodSource("conditions")
    @DisplayName("The estimate has no bias, the bounds hold the truth, and ± does in 95 % of all cases")
    void estimatesAreRight(Light.Condition condition) {
        TruthTable.Row row = TruthTable.measure(condition, RUNS, SEED);
        System.out.println(row.json());
        if (condition.exposureMs() >= 200) {
            assertThat(row.samples())
                    .as("no text of a clock that changes ten times a second has most of such an exposure")
                    .isZero();
            return;
        }
        assertThat(row.samplesPerSecond()).isGreaterThan(3);
        assertThat(row.inBounds()).isGreaterThanOrEqualTo(0.995);
        if (condition.source() == ClockSource.GOPRO) {
            // Nothing is known about the phone, so the value contains the delay of its screen: 30 ms on average.
            assertThat(row.biasMs()).isBetween(22.0, 38.0);
            assertThat(row.inPlusMinus()).isGreaterThanOrEqualTo(0.93);
            assertThat(row.widthP50Ms()).isLessThan(125);
            return;
        }
        assertThat(row.biasMs()).isBetween(-5.0, 8.0);
        assertThat(row.errorP95Ms()).isLessThan(36);
        // The display lag is the same throughout a run, so 60 runs tell the share to about 3 %.
        assertThat(row.inPlusMinus()).isBetween(0.90, 0.99);
        assertThat(row.widthP50Ms()).isLessThan(condition.fps() >= 30 ? 60 : 70);
    }
}
