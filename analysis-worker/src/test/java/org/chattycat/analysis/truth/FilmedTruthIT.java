package org.chattycat.analysis.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chattycat.analysis.live.ClockSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FilmedTruthIT {
    private static final int PHONES = 5;
    private static final double FILM_MS = 3_000;
    private static final long SEED = 7;

    private static final List<Light.Condition> CONDITIONS = List.of(
            new Light.Condition(ClockSource.OWN, 30, 33, 150, 15),
            new Light.Condition(ClockSource.GOPRO, 10, 8, 40, 5));

    /** Five phones tell shares to about a tenth; the benchmark has more of them. */
    @Test
    @DisplayName("Filmed clocks are measured right by a real encoder, media server, tap and reader")
    void filmsAreMeasuredRight() throws Exception {
        List<TruthRow> rows = FilmedTruth.measure(CONDITIONS, PHONES, FILM_MS, SEED);
        rows.forEach(row -> System.out.println(row.json()));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.samplesPerSecond()).isGreaterThan(2);
            assertThat(row.inBounds()).isGreaterThanOrEqualTo(0.99);
            assertThat(row.biasMs()).isBetween(-15.0, 15.0);
            assertThat(row.errorP95Ms()).isLessThan(38);
            assertThat(row.inPlusMinus()).isGreaterThan(0.75);
            assertThat(row.widthP50Ms()).isLessThan(70);
        });
    }
}
