package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TransitTimeTest {
    @Test
    void startsWithTheFirstSampleAndFollowsTheRest() {
        TransitTime transit = new TransitTime();
        assertThat(transit.endToEndMillis()).isZero();
        transit.add(0, 1_000_000, 3_000_000);
        assertThat(transit.inputMillis()).isEqualTo(1);
        assertThat(transit.endToEndMillis()).isEqualTo(3);
        for (int i = 0; i < 100; i++) {
            transit.add(0, 2_000_000, 5_000_000);
        }
        assertThat(transit.inputMillis()).isCloseTo(2, within(0.01));
        assertThat(transit.endToEndMillis()).isCloseTo(5, within(0.01));
    }

    @Test
    void onePacketInSixteenIsMeasured() {
        assertThat(TransitTime.isSampled(0x10000)).isTrue();
        assertThat(TransitTime.isSampled(0x10001)).isFalse();
    }
}
