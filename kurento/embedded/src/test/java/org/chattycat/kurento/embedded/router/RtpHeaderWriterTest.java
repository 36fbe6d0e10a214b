package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.chattycat.kurento.embedded.sdp.HeaderExtensions;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.junit.jupiter.api.Test;

class RtpHeaderWriterTest {
    private static String rewrite(String packet, HeaderExtensions from, HeaderExtensions to) {
        return rewrite(packet, from, to, 0);
    }

    private static String rewrite(String packet, HeaderExtensions from, HeaderExtensions to, int heldTicks) {
        byte[] bytes = HexFormat.of().parseHex(packet.replace(" ", ""));
        RtpPacketView view = new RtpPacketView();
        assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
        byte[] out = new byte[64];
        // 1.5 s as 6.18 fixed point is 0x060000.
        int length = RtpHeaderWriter.write(
                out, view, 100, 0x10007, 0x55667788, 0x11223344, from, to, heldTicks, 1_500_000_000L);
        return HexFormat.of().formatHex(out, 0, length);
    }

    @Test
    void writesOnlyTheFixedHeaderWithoutExtensions() {
        assertThat(rewrite(
                        "92e00001 00000002 00000003 00000004 00000005 bede0001 10aa0000 01",
                        new HeaderExtensions(0, 1, 0, 0),
                        HeaderExtensions.NONE))
                .isEqualTo("80e400075566778811223344");
    }

    @Test
    void extensionsGetTheReceiversIds() {
        assertThat(rewrite(
                        "90600001 00000002 00000003 bede0001 10aa0000 01",
                        new HeaderExtensions(7, 1, 0, 0),
                        new HeaderExtensions(2, 5, 0, 0)))
                .isEqualTo("906400075566778811223344" + "bede0002" + "22060000" + "50aa0000");
    }

    @Test
    void aPacketThatWasHeldSaysForHowLong() {
        String packet = "80600001 00000002 00000003 01";
        HeaderExtensions to = new HeaderExtensions(0, 0, 0, 3);
        assertThat(rewrite(packet, HeaderExtensions.NONE, to, 90_000))
                .isEqualTo("906400075566778811223344" + "bede0001" + "32015f90");
        assertThat(rewrite(packet, HeaderExtensions.NONE, to, Integer.MAX_VALUE))
                .endsWith("327fffff");
        assertThat(rewrite(packet, HeaderExtensions.NONE, to, 0)).isEqualTo("806400075566778811223344");
        assertThat(rewrite(packet, HeaderExtensions.NONE, HeaderExtensions.NONE, 90_000))
                .isEqualTo("806400075566778811223344");
    }

    @Test
    void omitsExtensionsThatTheSourceDoesNotSend() {
        assertThat(rewrite(
                        "80600001 00000002 00000003 01",
                        new HeaderExtensions(0, 0, 3, 0),
                        new HeaderExtensions(0, 0, 4, 0)))
                .isEqualTo("806400075566778811223344");
    }
}
