package org.chattycat.kurento.rtp.vp8;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7741 section 4.6 and their neighbours, as bytes. */
class Vp8PayloadDescriptorTest {
    private final Vp8PayloadDescriptor descriptor = new Vp8PayloadDescriptor();

    private boolean wrap(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] shifted = new byte[bytes.length + 4];
        System.arraycopy(bytes, 0, shifted, 2, bytes.length);
        return descriptor.wrap(shifted, 2, bytes.length);
    }

    @Test
    void readsAOneBytePictureId() {
        assertThat(wrap("90 80 11 00")).isTrue();
        assertThat(descriptor.startsFrame()).isTrue();
        assertThat(descriptor.pictureId()).isEqualTo(17);
        assertThat(descriptor.pictureIdBits()).isEqualTo(7);
        assertThat(descriptor.length()).isEqualTo(3);
    }

    @Test
    void readsATwoBytePictureIdAndEveryOtherField() {
        assertThat(wrap("b1 f0 92 34 05 7f 01")).isTrue();
        assertThat(descriptor.nonReference()).isTrue();
        assertThat(descriptor.startsPartition()).isTrue();
        assertThat(descriptor.partitionIndex()).isEqualTo(1);
        assertThat(descriptor.startsFrame()).isFalse();
        assertThat(descriptor.pictureId()).isEqualTo(0x1234);
        assertThat(descriptor.pictureIdBits()).isEqualTo(15);
        assertThat(descriptor.tl0PicIdx()).isEqualTo(5);
        assertThat(descriptor.temporalLayer()).isEqualTo(1);
        assertThat(descriptor.layerSync()).isTrue();
        assertThat(descriptor.keyIndex()).isEqualTo(31);
        assertThat(descriptor.length()).isEqualTo(6);
    }

    @Test
    void absentFieldsReadAsMinusOne() {
        assertThat(wrap("10 00")).isTrue();
        assertThat(descriptor.pictureId()).isEqualTo(-1);
        assertThat(descriptor.tl0PicIdx()).isEqualTo(-1);
        assertThat(descriptor.temporalLayer()).isEqualTo(-1);
        assertThat(descriptor.keyIndex()).isEqualTo(-1);
        assertThat(descriptor.length()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"''", "10", "90 80", "90 80 11", "90 80 91 22", "90 40 01", "90 20 01", "90 f0 92 34 05 7f"})
    void rejectsATruncatedDescriptor(String hex) {
        assertThat(wrap(hex)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10 00 9d 01 2a, true",
        "10 01, false",
        "00 00, false",
        "11 00, false",
        "90 80 11 50 02, true",
        "90 80 91 11 10, true",
        "90 80 91 11 11, false",
        "90 f0 92 34 05 7f 30, true",
        "90 f0 92 34 05 7f, false",
        "90 80, false",
        "10, false",
        "30 00, true"
    })
    void recognisesTheStartOfAKeyframe(String hex, boolean keyframe) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(Vp8PayloadDescriptor.startsKeyframe(bytes, 0, bytes.length)).isEqualTo(keyframe);
    }

    @Test
    void neverReadsOutsideThePayload() {
        Random random = new Random(7741);
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = new byte[random.nextInt(8)];
            random.nextBytes(bytes);
            boolean whole = descriptor.wrap(bytes, 0, bytes.length);
            boolean key = Vp8PayloadDescriptor.startsKeyframe(bytes, 0, bytes.length);
            if (key) {
                assertThat(whole && descriptor.startsFrame() && (bytes[descriptor.length()] & 1) == 0)
                        .isTrue();
            }
        }
    }
}
