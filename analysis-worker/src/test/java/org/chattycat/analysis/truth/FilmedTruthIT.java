package org.chattycat.analysis.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chattycat.analysis.live.ClockSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FilmedTruthIT {
    private static final int PHONES = 5;
    private static final double FILM_MS = 3_000;
    private static final long SEED = 7;

    private static final List<Light.Condition> FILMED = List.of(
            new Light.Condition(ClockSource.OWN, 30, 33, 150, 15),
            new Light.Condition(ClockSource.GOPRO, 10, 8, 40, 5));

    /** A machine that is too busy to read most of the frames knows less of each second. */
    private static final double BUSY_SAMPLES_PER_SECOND = 5;

    /** Five phones tell shares to about a tenth; the benchmark has more of them. */
    @Test
    @DisplayName("Filmed clocks are measured right by a real encoder, media server, tap and reader")
    void filmsAreMeasuredRight() throws Exception {
        Map<Light.Condition, Integer> phones = new LinkedHashMap<>();
        FILMED.forEach(condition -> phones.put(condition, PHONES));
        List<TruthRow> rows = FilmedTruth.measure(phones, FILM_MS, SEED);
        rows.forEach(row -> System.out.println(row.json()));
        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat(row.samples()).isGreaterThan(10);
            assertThat(row.inBounds()).isGreaterThanOrEqualTo(0.99);
            assertThat(row.biasMs()).isBetween(-15.0, 15.0);
            assertThat(row.inPlusMinus()).isGreaterThan(0.75);
        });
        assertThat(rows)
                .filteredOn(row -> row.samplesPerSecond() > BUSY_SAMPLES_PER_SECOND)
                .allSatisfy(row -> {
                    assertThat(row.errorP95Ms()).isLessThan(38);
                    assertThat(row.widthP50Ms()).isLessThan(70);
                });
    }
}
