package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingPacketsTest {
    private static final long MILLI = 1_000_000L;

    private final MissingPackets missing = new MissingPackets();
    private final int[] asked = new int[MissingPackets.CAPACITY];

    private int[] due(long millis) {
        return Arrays.copyOf(asked, missing.due(millis * MILLI, asked));
    }

    @Test
    void waitsForReorderedPackets() {
        assertThat(missing.skipped(0x1ffff, 0x20001, 0)).isTrue();
        assertThat(due(9)).isEmpty();
        assertThat(missing.arrived(0x1ffff, 9 * MILLI)).isTrue();
        assertThat(due(10)).containsExactly(0);
    }

    @Test
    void repeatsRequestsAndGivesUpInTheEnd() {
        missing.skipped(5, 6, 0);
        int asks = 0;
        for (long millis = 0; millis < 2000; millis += 20) {
            asks += due(millis).length;
        }
        assertThat(asks).isEqualTo(10);
        assertThat(missing.expire(2000 * MILLI)).isTrue();
        assertThat(missing.count()).isZero();
        assertThat(missing.expire(2000 * MILLI)).isFalse();
    }

    @Test
    void repeatsAtTheMeasuredRoundTripAndThenSlower() {
        missing.skipped(1, 2, 0);
        assertThat(due(10)).containsExactly(1);
        missing.arrived(1, 12 * MILLI);
        missing.skipped(2, 3, 100 * MILLI);
        List<Long> askedAt = new ArrayList<>();
        for (long millis = 100; millis < 400; millis += 10) {
            if (due(millis).length > 0) {
                askedAt.add(millis);
            }
        }
        assertThat(askedAt).startsWith(110L, 130L, 150L, 170L, 230L, 290L);
    }

    @Test
    void waitsLongerOnALongPath() {
        missing.skipped(1, 2, 0);
        due(10);
        missing.arrived(1, 210 * MILLI);
        missing.skipped(2, 3, 1000 * MILLI);
        assertThat(due(1010)).containsExactly(2);
        assertThat(due(1300)).isEmpty();
        assertThat(due(1310)).containsExactly(2);
    }

    @Test
    void isBounded() {
        assertThat(missing.skipped(0, MissingPackets.CAPACITY, 0)).isTrue();
        assertThat(missing.skipped(1000, 1001, 0)).isFalse();
        assertThat(missing.count()).isZero();
        assertThat(missing.skipped(0, 1L << 40, 0)).isFalse();
    }

    @Test
    void keepsTheOthersInOrder() {
        missing.skipped(1, 5, 0);
        missing.arrived(3, 0);
        assertThat(missing.arrived(3, 0)).isFalse();
        assertThat(due(20)).containsExactly(1, 2, 4);
    }
}
