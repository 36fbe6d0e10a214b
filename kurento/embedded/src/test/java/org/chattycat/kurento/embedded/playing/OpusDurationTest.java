package org.chattycat.kurento.embedded.playing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusDurationTest {
    /** Configurations of RFC 6716 table 2, with the number of frames of table 3. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 10",
        "3, 0, 0, 60",
        "5, 1, 0, 40",
        "11, 0, 0, 60",
        "12, 0, 0, 10",
        "15, 2, 0, 40",
        "16, 0, 0, 2.5",
        "31, 0, 0, 20",
        "31, 3, 5, 100",
        "19, 3, 1, 20"
    })
    void isThatOfTheTableOfContents(int configuration, int code, int frames, double millis) {
        byte[] packet = {(byte) (configuration << 3 | code), (byte) (0x80 | frames), 0};
        assertThat(OpusDuration.ticks(packet)).isEqualTo((int) (millis * 48));
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void aPacketThatIsTooShortHasNone(int length) {
        byte[] packet = new byte[length];
        if (length > 0) {
            packet[0] = 3;
        }
        assertThat(OpusDuration.ticks(packet)).isZero();
    }
}
