package org.chattycat.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketViewTest {
    private final RtpPacketView view = new RtpPacketView();

    private boolean wrap(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] shifted = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, shifted, 3, bytes.length);
        return view.wrap(shifted, 3, bytes.length);
    }

    @Test
    void readsTheFixedHeader() {
        // The header layout of RFC 3550 section 5.1 with marker, type 15 and the packet of RFC 3711 appendix B.3's
        // SSRC.
        assertThat(wrap("808f1234 decafbad cafebabe abababab")).isTrue();
        assertThat(view.marker()).isTrue();
        assertThat(view.payloadType()).isEqualTo(15);
        assertThat(view.sequenceNumber()).isEqualTo(0x1234);
        assertThat(view.timestamp()).isEqualTo(0xdecafbad);
        assertThat(view.ssrc()).isEqualTo(0xcafebabe);
        assertThat(view.headerLength()).isEqualTo(12);
        assertThat(view.payloadOffset()).isEqualTo(15);
        assertThat(view.payloadLength()).isEqualTo(4);
        assertThat(view.extension(1, 1)).isEqualTo(-1);
    }

    @Test
    void skipsContributorsExtensionAndPadding() {
        assertThat(wrap("b2600001 00000002 00000003 0000000a 0000000b bede0001 22010203 aabbcc 000003"))
                .isTrue();
        assertThat(view.headerLength()).isEqualTo(28);
        assertThat(view.payloadLength()).isEqualTo(3);
        int at = view.extension(2, 3);
        assertThat(NetworkOrder.u24(view.buffer(), at)).isEqualTo(0x010203);
        assertThat(view.extension(2, 4)).as("longer than the element").isEqualTo(-1);
    }

    @Test
    void readsOneByteExtensionsAsInRfc8285Section42() {
        // Two elements with padding between them and the terminating id 15 before a third.
        assertThat(wrap("90600001 00000002 00000003 bede0003 10aa0000 21bbcc00 f0330000 01"))
                .isTrue();
        assertThat(view.extension(1, 1)).isEqualTo(3 + 17);
        assertThat(view.extension(2, 2)).isEqualTo(3 + 21);
        assertThat(view.extension(3, 1)).isEqualTo(-1);
    }

    @Test
    void readsTwoByteExtensionsAsInRfc8285Section43() {
        assertThat(wrap("90600001 00000002 00000003 10000003 0100 0201aa 1104 01020304 00 55"))
                .isTrue();
        assertThat(view.extension(1, 0)).isEqualTo(3 + 18);
        assertThat(view.extension(17, 4)).isEqualTo(3 + 23);
        assertThat(view.payloadLength()).isEqualTo(1);
    }

    @Test
    void acceptsAPacketThatIsOnlyPadding() {
        assertThat(wrap("a0600001 00000002 00000003 000000 04")).isTrue();
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void keepsThePayloadWhenThePaddingBitHasNoCount() {
        assertThat(wrap("a0600001 00000002 00000003 01 00")).isTrue();
        assertThat(view.payloadLength()).isEqualTo(2);
        assertThat(wrap("a0600001 00000002 00000003")).isTrue();
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void rejectsOtherDatagrams() {
        assertThat(wrap("")).isFalse();
        assertThat(wrap("80600001 00000002 000000")).as("too short").isFalse();
        assertThat(wrap("40600001 00000002 00000003")).as("version 1").isFalse();
        assertThat(wrap("8f600001 00000002 00000003"))
                .as("15 contributors missing")
                .isFalse();
        assertThat(wrap("90600001 00000002 00000003 bede"))
                .as("half an extension")
                .isFalse();
        assertThat(wrap("90600001 00000002 00000003 bedeffff 00"))
                .as("long extension")
                .isFalse();
        assertThat(wrap("a0600001 00000002 00000003 01 09"))
                .as("padding longer than the payload")
                .isFalse();
    }

    @Test
    void neverReadsOutsideTheBuffer() {
        Random random = new Random(7741);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (0x80 | bytes[0] & 0x3f);
            }
            if (view.wrap(bytes, 0, bytes.length)) {
                assertThat(view.payloadOffset() + view.payloadLength()).isLessThanOrEqualTo(bytes.length);
                assertThat(view.payloadLength()).isNotNegative();
                assertThat(view.extension(random.nextInt(16), 1)).isLessThan(bytes.length);
            }
        }
    }
}
