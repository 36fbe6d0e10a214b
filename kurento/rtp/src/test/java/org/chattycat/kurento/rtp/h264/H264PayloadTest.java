package org.chattycat.kurento.rtp.h264;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264PayloadTest {
    @ParameterizedTest
    @CsvSource({
        "67 42, true",
        "65 88, true",
        "61 9a, false",
        "68 ce, false",
        "78 0002 6842 0002 6588, true",
        "78 0002 6842 0002 4188, false",
        "78 0002 68, false",
        "7c 85 88, true",
        "7c 05 88, false",
        "7c 81 88, false",
        "67, false"
    })
    void recognisesWhereADecoderCanStart(String hex, boolean keyframe) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(H264Payload.startsKeyframe(bytes, 0, bytes.length)).isEqualTo(keyframe);
    }
}
