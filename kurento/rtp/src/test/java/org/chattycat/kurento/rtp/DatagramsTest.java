package org.chattycat.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatagramsTest {
    @Test
    void distinguishesProtocolsByTheRangesOfRfc7983() {
        assertThat(firstBytes(Datagrams::isStun)).isEqualTo(range(0, 3));
        assertThat(firstBytes(Datagrams::isDtls)).isEqualTo(range(20, 63));
        assertThat(firstBytes(Datagrams::isRtpOrRtcp)).isEqualTo(range(128, 191));
    }

    /** Which of all bytes, signed as in a buffer, pass. */
    private static int[] firstBytes(IntPredicate predicate) {
        return IntStream.rangeClosed(0, 255)
                .filter(value -> predicate.test((byte) value))
                .toArray();
    }

    private static int[] range(int first, int last) {
        return IntStream.rangeClosed(first, last).toArray();
    }
}
