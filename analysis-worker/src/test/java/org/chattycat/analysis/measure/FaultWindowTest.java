package org.chattycat.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.chattycat.analysis.WorkerSettings;
import org.junit.jupiter.api.Test;

class FaultWindowTest {
    private final FaultWindow window = new FaultWindow(WorkerSettings.defaults().measure());
    private long nanos;

    @Test
    void smallNegativesWithinTheErrorBoundAreFine() {
        assertThat(add(100, -4, 0)).isFalse();
        assertThat(add(100, -40, 50)).isFalse();
    }

    @Test
    void aFewNegativesAmongManyAreKeptAndNotJudged() {
        for (int i = 0; i < 60; i++) {
            add(100, 120, 0);
        }
        assertThat(add(100, -300, 0)).isFalse();
        add(100, -300, 0);
        add(100, -300, 0);
        assertThat(add(100, -300, 0)).isTrue();
    }

    @Test
    void aClockMinutesBehindIsAtFaultAtOnceAndIsForgivenWhenItIsSet() {
        assertThat(add(100, 61_000, 0)).isTrue();
        assertThat(window.medianMs()).isEqualTo(61_000);
        for (int i = 0; i < 99; i++) {
            add(100, 120, 0);
        }
        assertThat(add(200, 120, 0)).isFalse();
    }

    private boolean add(int laterMs, double latencyMs, double clocksErrorMs) {
        nanos += laterMs * 1_000_000L;
        return window.add(nanos, latencyMs, clocksErrorMs);
    }
}
