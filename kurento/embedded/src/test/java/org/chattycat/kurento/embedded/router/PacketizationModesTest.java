package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which packetization mode reaches which (RFC 6184 sections 6.2 and 6.3). */
class PacketizationModesTest {
    private static final String NONE = "profile-level-id=42e01f";

    private final List<Integer> sent = new ArrayList<>();

    private void forward(String from, String to) throws SdpException {
        RtpSession camera = VideoSessions.of("sendonly", "H264", from, (buffer, length) -> {});
        VideoSessions.of("recvonly", "H264", to, (buffer, length) -> sent.add(length))
                .outbound(MediaKind.VIDEO)
                .setSource(camera.inbound(MediaKind.VIDEO));
        byte[] packet = new byte[100];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (0x80 | 96);
        NetworkOrder.put32(packet, 8, 9);
        packet[12] = 0x65;
        camera.receiveRtp(packet, 0, packet.length, System.nanoTime());
    }

    private static String mode(String mode) {
        return mode.equals("none") ? NONE : NONE + ";packetization-mode=" + mode;
    }

    @ParameterizedTest
    @CsvSource({"0,0,true", "1,1,true", "none,0,true", "0,none,true", "0,1,true", "none,1,true", "1,0,false"})
    void modeOneTakesWhatModeZeroSendsAndNotTheOtherWay(String from, String to, boolean arrives) throws SdpException {
        forward(mode(from), mode(to));
        assertThat(sent).hasSize(arrives ? 1 : 0);
    }

    @Test
    void anotherProfileIsAnotherFormatInEveryMode() throws SdpException {
        forward(mode("0"), "profile-level-id=640c1f;packetization-mode=1");
        assertThat(sent).isEmpty();
    }

    /** Chromium offers High 4:4:4 and not High, of which many files are. */
    @ParameterizedTest
    @CsvSource({
        "0,64001f,true",
        "1,64001f,true",
        "1,640c1f,true",
        "1,4d001f,true",
        "1,42e01f,true",
        "1,42001f,false",
        "1,58001f,false"
    })
    void high444TakesTheProfilesThatItsDecodersDecode(String mode, String profile, boolean arrives)
            throws SdpException {
        forward(
                "profile-level-id=" + profile + ";packetization-mode=" + mode,
                "profile-level-id=f4001f;packetization-mode=1");
        assertThat(sent).hasSize(arrives ? 1 : 0);
    }

    @Test
    void highDoesNotTakeHigh444() throws SdpException {
        forward("profile-level-id=f4001f;packetization-mode=1", "profile-level-id=64001f;packetization-mode=1");
        assertThat(sent).isEmpty();
    }
}
