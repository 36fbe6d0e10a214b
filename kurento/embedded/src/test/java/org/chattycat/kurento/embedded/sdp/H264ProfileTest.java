package org.chattycat.kurento.embedded.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H264ProfileTest {
    /** Every row of RFC 6184's table 5, with the irrelevant bits set in one example and clear in another. */
    @ParameterizedTest
    @CsvSource({
        "42401f, constrained-baseline",
        "42f01f, constrained-baseline",
        "42E01F, constrained-baseline",
        "4d801f, constrained-baseline",
        "4df01f, constrained-baseline",
        "58c01f, constrained-baseline",
        "58f01f, constrained-baseline",
        "42001f, baseline",
        "42b01f, baseline",
        "58801f, baseline",
        "58b01f, baseline",
        "4d001f, main",
        "4d501f, main",
        "58001f, extended",
        "58301f, extended",
        "64001f, high",
        "6e001f, high-10",
        "7a001f, high-4:2:2",
        "f4001f, high-4:4:4",
        "6e101f, high-10-intra",
        "7a101f, high-4:2:2-intra",
        "f4101f, high-4:4:4-intra",
        "2c101f, cavlc-4:4:4-intra",
        "640c1f, 640c",
        "42e11f, 42e1",
        "nonsense, nonsense",
    })
    void namesTheProfileOfAProfileLevelId(String profileLevelId, String profile) {
        assertThat(H264Profile.of(profileLevelId)).isEqualTo(profile);
    }

    @ParameterizedTest
    @CsvSource({
        "packetization-mode=1;profile-level-id=42c01f,   packetization-mode=1;profile-level-id=42e01f,     true",
        "packetization-mode=1;profile-level-id=42C02A,   level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f, true",
        "Packetization-Mode=1;Profile-Level-Id=42e01f,   packetization-mode=1;profile-level-id=42e01f,     true",
        "packetization-mode=1; profile-level-id=42e01f,  profile-level-id=42E01F ; packetization-mode=1,   true",
        "packetization-mode=1;profile-level-id=640c1f,   packetization-mode=1;profile-level-id=640c2a,     true",
        "packetization-mode=1;profile-level-id=42001f,   packetization-mode=1;profile-level-id=42e01f,     false",
        "packetization-mode=0;profile-level-id=42e01f,   packetization-mode=1;profile-level-id=42e01f,     false",
        "profile-level-id=42e01f,                        packetization-mode=0;profile-level-id=42e01f,     true",
        "packetization-mode=1,                           packetization-mode=1;profile-level-id=420033,     true",
        "x-packetization-mode=1;profile-level-id=42e01f, packetization-mode=1;profile-level-id=42e01f,     false",
    })
    void formatsAreEqualIfModeAndProfileAre(String one, String other, boolean same) {
        assertThat(h264(one).equals(h264(other))).isEqualTo(same);
    }

    @Test
    @DisplayName("finds the format of a retransmission whatever the case of its parameter")
    void readsAptInAnyCase() {
        assertThat(new OfferedCodec(97, "RTX", 90_000, 1, "APT = 96 ; rtx-time=3000", java.util.Set.of()).isRtxFor(96))
                .isTrue();
    }

    private static CodecFormat h264(String parameters) {
        Optional<CodecFormat> format = CodecFormat.of("H264", 90_000, parameters);
        return format.orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "-1", "x", "01", ""})
    void packetizationModesThatAreNotForwardedAreRefused(String mode) {
        assertThat(CodecFormat.of("H264", 90_000, "packetization-mode=" + mode)).isEmpty();
        assertThat(CodecFormat.of("H264", 90_000, "packetization-mode=1")).isPresent();
        assertThat(CodecFormat.of("H264", 90_000, ""))
                .isEqualTo(CodecFormat.of("H264", 90_000, "packetization-mode=0"));
    }
}
