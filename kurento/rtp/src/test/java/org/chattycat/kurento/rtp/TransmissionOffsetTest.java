package org.chattycat.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TransmissionOffsetTest {
    private static int of(String packet) {
        byte[] bytes = HexFormat.of().parseHex(packet.replace(" ", ""));
        RtpPacketView view = new RtpPacketView();
        assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
        return TransmissionOffset.of(view, 1);
    }

    @Test
    void isASignedNumber() {
        assertThat(of("90600001 00000002 00000003 bede0001 12015f90 01")).isEqualTo(90_000);
        assertThat(of("90600001 00000002 00000003 bede0001 127fffff 01")).isEqualTo(TransmissionOffset.MAX);
        assertThat(of("90600001 00000002 00000003 bede0001 12ffffff 01")).isEqualTo(-1);
    }

    @Test
    void isZeroWhereItIsAbsentOrTooShort() {
        assertThat(of("80600001 00000002 00000003 01")).isZero();
        assertThat(of("90600001 00000002 00000003 bede0001 22015f90 01")).isZero();
        assertThat(of("90600001 00000002 00000003 bede0001 11015f00 01")).isZero();
    }
}
