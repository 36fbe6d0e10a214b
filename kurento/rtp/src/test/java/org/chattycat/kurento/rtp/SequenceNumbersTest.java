package org.chattycat.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceNumbersTest {
    @Test
    void differencesWrapAround() {
        assertThat(SequenceNumbers.difference(2, 65535)).isEqualTo(3);
        assertThat(SequenceNumbers.difference(65535, 2)).isEqualTo(-3);
        assertThat(SequenceNumbers.difference(7, 7)).isZero();
    }

    @Test
    void extensionTakesTheNearestNumber() {
        assertThat(SequenceNumbers.extend(1, 0x1fffeL)).isEqualTo(0x20001L);
        assertThat(SequenceNumbers.extend(0xfffe, 0x20001L)).isEqualTo(0x1fffeL);
        assertThat(SequenceNumbers.extend(5, 0x20005L)).isEqualTo(0x20005L);
    }
}
