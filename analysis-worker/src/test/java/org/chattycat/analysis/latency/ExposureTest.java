package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExposureTest {
    private final Exposure exposure = new Exposure(250);
    private int rtp = Integer.MAX_VALUE - 90_000;

    @Test
    @DisplayName("Is at most the time from frame to frame, also after lost frames and when RTP timestamps wrap")
    void isAtMostAnInterval() {
        run(33, 40);
        assertThat(exposure.maxMs()).isEqualTo(33, within(0.1));
        run(66, 5);
        assertThat(exposure.maxMs()).isEqualTo(33, within(0.1));
        run(200, 20);
        assertThat(exposure.maxMs()).isEqualTo(200, within(0.1));
        run(500, 20);
        assertThat(exposure.maxMs()).isEqualTo(250, within(0.1));
        assertThat(exposure.frameMs()).isEqualTo(500, within(0.1));
    }

    @Test
    @DisplayName("A picture that is too bright was exposed for less")
    void brightPictures() {
        run(200, 40);
        exposure.brightness(110);
        assertThat(exposure.maxMs()).isEqualTo(200, within(0.1));
        assertThat(exposure.likelyMs()).isEqualTo(40);
        exposure.brightness(50);
        assertThat(exposure.likelyMs()).isEqualTo(200, within(0.1));
        exposure.brightness(200);
        assertThat(exposure.maxMs()).isEqualTo(100, within(0.1));
    }

    private void run(int intervalMs, int frames) {
        for (int i = 0; i < frames; i++) {
            rtp += intervalMs * 90;
            exposure.frame(rtp);
        }
    }
}
