package org.chattycat.kurento.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartBitrateTest {
    @Test
    void followsTheRtpMapOfVp8() {
        assertThat(StartBitrate.addTo(
                        "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\n"
                                + "a=fmtp:97 apt=96\r\n",
                        2000))
                .isEqualTo("v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=rtpmap:96 VP8/90000\r\n"
                        + "a=fmtp:96 x-google-start-bitrate=2000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n");
    }

    @Test
    void isAppendedToExistingParameters() {
        assertThat(StartBitrate.addTo("a=rtpmap:100 VP8/90000\r\na=fmtp:100 max-fr=30\r\n", 1500))
                .isEqualTo("a=rtpmap:100 VP8/90000\r\na=fmtp:100 max-fr=30;x-google-start-bitrate=1500\r\n");
    }

    @Test
    void leavesOtherCodecsUnchanged() {
        String answer = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n";
        assertThat(StartBitrate.addTo(answer, 2000)).isEqualTo(answer);
    }
}
