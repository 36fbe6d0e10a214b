package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateMeterTest {
    private static final long MILLI = 1_000_000L;

    @Test
    void looksBackOneSecond() {
        RateMeter meter = new RateMeter();
        long start = -5_000_000_050L; // nanoTime may be negative
        for (int i = 0; i < 20; i++) {
            meter.add(125, start + i * 100 * MILLI);
        }
        assertThat(meter.bitrate(start + 1900 * MILLI)).isEqualTo(10_000);
        assertThat(meter.bitrate(start + 2400 * MILLI)).isEqualTo(5_000);
        assertThat(meter.bitrate(start + 60_000 * MILLI)).isZero();
    }
}
