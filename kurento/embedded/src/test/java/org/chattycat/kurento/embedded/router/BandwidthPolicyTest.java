package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BandwidthPolicyTest {
    private static final long NO_LIMIT = Bandwidth.UNLIMITED_BPS;

    private static long decide(long min, long max, long... receivers) {
        return BandwidthPolicy.decide(receivers, receivers.length, min, max);
    }

    @Test
    void usesTheMaximumWithoutLimits() {
        assertThat(decide(0, NO_LIMIT)).isEqualTo(BandwidthPolicy.DEFAULT_MAX);
        assertThat(decide(0, NO_LIMIT, NO_LIMIT, NO_LIMIT)).isEqualTo(BandwidthPolicy.DEFAULT_MAX);
        assertThat(decide(0, 4_000_000, NO_LIMIT)).isEqualTo(4_000_000);
    }

    @Test
    void theSlowerOfTwoCounts() {
        assertThat(decide(0, NO_LIMIT, 800_000)).isEqualTo(800_000);
        assertThat(decide(0, NO_LIMIT, NO_LIMIT, 800_000)).isEqualTo(800_000);
    }

    @Test
    void oneSlowReceiverAmongManyHalvesTheRateAtMost() {
        assertThat(decide(0, 2_000_000, 320_000, NO_LIMIT, NO_LIMIT)).isEqualTo(2_000_000);
        assertThat(decide(0, 2_000_000, 320_000, 1_600_000, 1_800_000)).isEqualTo(800_000);
        assertThat(decide(0, 2_000_000, 1_000_000, 1_600_000, 1_800_000)).isEqualTo(1_000_000);
    }

    @Test
    void noReceiverReducesTheRateBelowTheFloor() {
        assertThat(decide(0, NO_LIMIT, 10_000)).isEqualTo(BandwidthPolicy.FLOOR);
        assertThat(decide(0, 200_000, 10_000)).as("a lower maximum holds").isEqualTo(200_000);
    }

    @Test
    void configuredLimitsTakePrecedence() {
        assertThat(decide(1_000_000, NO_LIMIT, 400_000)).isEqualTo(1_000_000);
        assertThat(decide(3_000_000, 500_000, 400_000)).isEqualTo(500_000);
    }

    @Test
    void aRealKurentoTakesTheLowest() {
        assertThat(BandwidthPolicy.lowest(new long[] {320_000, 2_000_000, 2_000_000}, 3, 0, 500_000))
                .isEqualTo(320_000);
        assertThat(BandwidthPolicy.lowest(new long[] {}, 0, 0, 500_000)).isEqualTo(500_000);
    }
}
