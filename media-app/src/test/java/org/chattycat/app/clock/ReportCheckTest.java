package org.chattycat.app.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReportCheckTest {
    private static final double NOW = 1_772_357_400_000.0;

    private final ReportCheck check = new ReportCheck(Duration.ofMillis(100), Duration.ofMillis(1000));

    private boolean agrees(double aheadMs, double errorMs) {
        return new ReportCheck(Duration.ofMillis(100), Duration.ofMillis(1000))
                .agrees(new ClockReport(NOW + aheadMs, errorMs), NOW);
    }

    @Test
    void clockMayBeAheadByItsErrorAndTheSlack() {
        assertThat(agrees(0, 5)).isTrue();
        assertThat(agrees(104, 5)).isTrue();
        assertThat(agrees(106, 5)).isFalse();
    }

    @Test
    void withoutRoundTripsTheLongestTransitExcusesALateReport() {
        assertThat(agrees(-1104, 5)).isTrue();
        assertThat(agrees(-1106, 5)).isFalse();
    }

    @Test
    void theSlowestRecentRoundTripExcusesALateReport() {
        check.measuredRoundTrip(40);
        check.measuredRoundTrip(10);
        assertThat(check.agrees(new ClockReport(NOW - 144, 5), NOW)).isTrue();
        assertThat(check.agrees(new ClockReport(NOW - 143, 5), NOW + 5)).isFalse();
        for (int i = 0; i < 10; i++) {
            check.measuredRoundTrip(1);
        }
        assertThat(check.agrees(new ClockReport(NOW - 110, 5), NOW)).isFalse();
        assertThat(check.agrees(new ClockReport(NOW - 104, 5), NOW)).isTrue();
    }

    @Test
    void slowAnswersDoNotExcuseMoreThanTheLongestTransit() {
        check.measuredRoundTrip(60_000);
        assertThat(check.agrees(new ClockReport(NOW - 1106, 5), NOW)).isFalse();
    }

    @Test
    void replayedReportIsWrong() {
        ClockReport report = new ClockReport(NOW, 5);
        assertThat(check.agrees(report, NOW)).isTrue();
        assertThat(check.agrees(report, NOW)).isFalse();
        assertThat(check.agrees(new ClockReport(NOW - 1, 5), NOW)).isFalse();
    }
}
