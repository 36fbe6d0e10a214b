package org.chattycat.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentileTest {
    private final Percentile values = new Percentile();

    @Test
    void nothingIsNoNumber() {
        assertThat(values.of(95)).isNaN();
        assertThat(Percentile.json(values.of(95))).isEqualTo("null");
    }

    @Test
    void isTheSmallestValueThatSoManyDoNotExceed() {
        for (int value = 100; value >= 1; value--) {
            values.add(value);
        }
        assertThat(values.of(95)).isEqualTo(95);
        assertThat(values.of(50)).isEqualTo(50);
        assertThat(values.of(0)).isEqualTo(1);
        assertThat(values.of(100)).isEqualTo(100);
        assertThat(Percentile.json(values.of(95))).isEqualTo("95.0");
    }

    @Test
    void oneValueIsEveryPercentile() {
        values.add(7);
        assertThat(values.of(1)).isEqualTo(7);
        assertThat(values.of(95)).isEqualTo(7);
        values.clear();
        assertThat(values.count()).isZero();
        assertThat(values.of(95)).isNaN();
    }
}
