package org.chattycat.kurento.rtp.h264;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvcConfigurationTest {
    /** Version, profile, lengths of 4 bytes, one SPS of 4 bytes, one PPS of 3 bytes. */
    private static final String GOOD = "01 42c01e ff e1 0004 6742c01e 01 0003 68ce3c";

    private static Optional<AvcConfiguration> parse(String hex) {
        return AvcConfiguration.parse(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static List<String> hex(List<byte[]> units) {
        return units.stream().map(HexFormat.of()::formatHex).toList();
    }

    @Test
    void namesProfileLengthsAndParameterSets() {
        AvcConfiguration configuration = parse(GOOD).orElseThrow();
        assertThat(configuration.profileLevelId()).isEqualTo(0x42c01e);
        assertThat(configuration.lengthBytes()).isEqualTo(4);
        assertThat(hex(configuration.parameterSets())).containsExactly("6742c01e", "68ce3c");
        assertThat(parse("01 64001f fd e0 00 0000").orElseThrow().parameterSets())
                .as("the frames have them; further fields of the High profile follow")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01 42c01e ff",
                "02 42c01e ff e0 00",
                "01 42c01e fe e0 00",
                "01 42c01e ff e1 0004 6742c0",
                "01 42c01e ff e1 0004 6742c01e",
                "01 42c01e ff e1 0001 67 00",
                "01 42c01e ff e1 0004 6842c01e 00",
                "01 42c01e ff e1 ffff 6742c01e 00",
                "01 42c01e ff e0 01 00"
            })
    void isEmptyIfDamaged(String hex) {
        assertThat(parse(hex)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ff, 00000002 6588 00000003 419a01, 6588 419a01",
        "fd, 0002 6588, 6588",
        "fc, 02 6588 02 419a, 6588 419a",
        "fc, 02 0910 02 6588 02 0cff 01 06, 6588 06",
        "fc, 02 7c85 02 7800 02 0011 02 e588 00 02 6588, 6588"
    })
    void splitsFramesAndLeavesOutWhatRtpHasNoUseFor(String lengths, String frame, String units) {
        AvcConfiguration configuration =
                parse("01 42c01e " + lengths + " e0 00").orElseThrow();
        assertThat(hex(configuration.nalUnits(bytes(frame)).orElseThrow())).containsExactly(units.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000", "00000003 6588", "ffffffff 65", "00000002 6588 00"})
    void aFrameWhoseLengthsDoNotFitIsDamaged(String frame) {
        assertThat(parse(GOOD).orElseThrow().nalUnits(bytes(frame))).isEmpty();
    }
}
