package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReceiveStatisticsTest {
    private final ReceiveStatistics statistics = new ReceiveStatistics(90_000);

    private void receive(int sequenceNumber) {
        statistics.received(statistics.extend(sequenceNumber), 100, false);
    }

    @Test
    void countsLossAcrossTheWrap() {
        for (int i : new int[] {65534, 65535, 1, 2}) {
            receive(i);
        }
        assertThat(statistics.highest()).isEqualTo(0x20002L);
        assertThat(statistics.lost()).isEqualTo(1);
        statistics.closeInterval();
        assertThat(statistics.fractionLost()).isEqualTo(256 / 5);
        receive(3);
        statistics.closeInterval();
        assertThat(statistics.fractionLost()).isZero();
        assertThat(statistics.bytes()).isEqualTo(500);
    }

    @Test
    void retransmittedPacketsStillCountAsLost() {
        receive(1);
        receive(3);
        statistics.received(statistics.extend(2), 100, true);
        assertThat(statistics.packets()).isEqualTo(3);
        assertThat(statistics.lost()).isEqualTo(1);
    }

    @Test
    void latePacketsAtTheStartHavePositiveNumbers() {
        receive(0);
        assertThat(statistics.extend(65535)).isPositive();
    }

    @Test
    void jitterFollowsTheFormulaOfRfc3550() {
        statistics.arrived(0, 0);
        statistics.arrived(3000, 33_333_333L);
        assertThat(statistics.jitterSeconds()).isCloseTo(0, within(0.00001));
        statistics.arrived(6000, 66_666_667L + 16_000_000L);
        assertThat(statistics.jitterSeconds()).isCloseTo(0.001, within(0.00001));
    }

    @Test
    void jitterSurvivesWrappingTimestamps() {
        statistics.arrived(-1500, 0);
        statistics.arrived(1500, 33_333_333L);
        assertThat(statistics.jitterSeconds()).isCloseTo(0, within(0.00001));
    }
}
