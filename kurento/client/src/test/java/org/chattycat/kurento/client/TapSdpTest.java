package org.chattycat.kurento.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class TapSdpTest {
    private static final String ANSWER = String.join(
            "\r\n",
            "v=0",
            "m=audio 0 RTP/AVP 0",
            "a=ssrc:1 cname:x",
            "m=video 30116 RTP/AVPF 96",
            "a=sendonly",
            "a=rtpmap:96 VP8/90000",
            "a=ssrc:3693433730 cname:user178427536@host-d012e350",
            "");

    @Test
    void offersToReceiveVp8WithoutBandwidthEstimation() throws UnknownHostException {
        String offer = TapSdp.offer(InetAddress.getByName("10.1.2.3"), 46_000);
        assertThat(offer)
                .contains("c=IN IP4 10.1.2.3\r\n", "m=video 46000 RTP/AVPF 96\r\n", "a=recvonly\r\n", ":toffset\r\n")
                .doesNotContain("goog-remb")
                .endsWith("\r\n");
        assertThat(TapSdp.offer(InetAddress.getByName("::1"), 5)).contains("c=IN IP6 0:0:0:0:0:0:0:1\r\n");
    }

    @Test
    void readsTheSsrcOfTheVideoAsAnUnsignedNumber() {
        assertThat(TapSdp.ssrc(ANSWER)).hasValue((int) 3_693_433_730L);
    }

    @Test
    void aRefusalHasNoPort() {
        assertThat(TapSdp.hasPort(ANSWER)).isTrue();
        assertThat(TapSdp.hasPort(ANSWER.replace("m=video 30116", "m=video 0"))).isFalse();
        assertThat(TapSdp.hasPort(ANSWER.replace("m=video 30116", "m=video 1"))).isFalse();
        assertThat(TapSdp.hasPort("v=0\r\n")).isFalse();
    }

    @Test
    void anAnswerMayHaveNoSsrc() {
        assertThat(TapSdp.ssrc("v=0\r\n")).isEmpty();
        assertThat(TapSdp.ssrc("v=0\r\nm=video 30116 RTP/AVPF 96\r\n")).isEmpty();
    }
}
