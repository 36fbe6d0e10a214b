package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.client.SentVideo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LargePictureWatchTest {
    private final LargePictureWatch watch = new LargePictureWatch();
    private long nanos;
    private long bytes;
    private long packets;
    private long lost;

    /** A reading after two seconds. */
    private boolean reads(long estimateKbps, long sentKbps, int lostOfHundred) {
        nanos += TimeUnit.SECONDS.toNanos(2);
        bytes += sentKbps * 1000 / 8 * 2;
        packets += 100;
        lost += lostOfHundred;
        return watch.isTooSlow(new SentVideo(null, estimateKbps * 1000, bytes, packets, lost), nanos);
    }

    @Test
    @DisplayName("A network is too slow when the estimate fell below the rate that is sent, and stays low")
    void estimateThatFellCounts() {
        reads(2000, 1500, 0);
        assertThat(reads(550, 1500, 0)).isFalse();
        assertThat(reads(500, 1500, 0)).isTrue();
        // The publisher adapts to what the slow viewer reports.
        assertThat(reads(480, 450, 0)).isTrue();
    }

    @Test
    @DisplayName("An estimate that grows from a small picture's rate is not that of a slow network")
    void growingEstimateDoesNotCount() {
        for (int kbps = 200; kbps < 1500; kbps = kbps * 11 / 10) {
            assertThat(reads(kbps, 2000, 0)).as("%s kbit/s", kbps).isFalse();
        }
    }

    @Test
    @DisplayName("A publisher that sends little makes no viewer slow")
    void littleIsSent() {
        reads(1500, 1000, 0);
        for (int reading = 0; reading < 5; reading++) {
            assertThat(reads(450, 300, 0)).isFalse();
        }
    }

    @Test
    @DisplayName("A network with room for 720 lines is not too slow, nor is one that recovers")
    void enoughIsNotTooSlow() {
        reads(2000, 2000, 0);
        assertThat(reads(900, 2000, 0)).isFalse();
        assertThat(reads(800, 900, 0)).isFalse();
        assertThat(reads(500, 700, 0)).isFalse();
        assertThat(reads(1000, 600, 0)).isFalse();
        assertThat(reads(700, 600, 0)).isFalse();
    }

    @Test
    @DisplayName("More than a tenth of the packets lost counts too, twice in a row")
    void lossCounts() {
        reads(3000, 1500, 0);
        assertThat(reads(3000, 1500, 12)).isFalse();
        assertThat(reads(3000, 1500, 2)).isFalse();
        assertThat(reads(3000, 1500, 12)).isFalse();
        assertThat(reads(3000, 1500, 12)).isTrue();
    }

    @Test
    @DisplayName("Nothing is known of a viewer without estimates, or whose counters began anew")
    void nothingIsKnown() {
        reads(0, 1500, 0);
        assertThat(reads(0, 1500, 0)).isFalse();
        assertThat(reads(0, 1500, 0)).isFalse();
        bytes = 0;
        packets = 0;
        assertThat(reads(400, 1500, 0)).isFalse();
    }
}
