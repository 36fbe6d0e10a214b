package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    @Test
    @DisplayName("measures from a report to its answer, without the receiver's delay")
    void excludesTheReceiversDelay() {
        RoundTrip roundTrip = new RoundTrip();
        roundTrip.reportSent(0xaaaa_bbbb_cccc_ddddL, 1_000_000_000L);
        roundTrip.reportAnswered(0xbbbb_cccc, 32768, 1_600_000_000L);
        assertThat(roundTrip.seconds()).isCloseTo(0.1, within(0.0001));
        roundTrip.reportAnswered(0x1111_2222, 0, 9_000_000_000L);
        roundTrip.reportAnswered(0, 0, 9_000_000_000L);
        assertThat(roundTrip.seconds()).as("answers to other reports").isCloseTo(0.1, within(0.0001));
    }
}
