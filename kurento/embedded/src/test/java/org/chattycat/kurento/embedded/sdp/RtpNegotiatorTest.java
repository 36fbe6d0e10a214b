package org.chattycat.kurento.embedded.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpNegotiatorTest {
    private static final SdpLimits NONE = new SdpLimits(0, 0);
    private static final RtpNegotiator.PortAllocator PORTS =
            (kind, remote) -> new RtpNegotiator.LocalPorts("192.0.2.7", 40_000, 40_001);

    private final RtpNegotiator negotiator = new RtpNegotiator(5, new LocalSsrcs("user1@chatty-cat", 11, 22, 33));

    @Test
    void answersATapAsKurentoDoes() throws SdpException {
        RtpNegotiator.Result result = negotiator.answer(WebRtcNegotiatorTest.fixture("rtp-tap-avpf"), PORTS, NONE);
        assertThat(result.localDescription()).isEqualTo("""
                v=0
                o=- 5 5 IN IP4 192.0.2.7
                s=Kurento Media Server
                c=IN IP4 192.0.2.7
                t=0 0
                m=video 40000 RTP/AVPF 96
                a=sendonly
                a=rtcp:40001
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 nack
                a=rtcp-fb:96 nack pli
                a=ssrc:22 cname:user1@chatty-cat
                """.replace("\n", "\r\n"));
        NegotiatedMedia media = result.media().get(0);
        assertThat(media.remoteAddress()).isEqualTo("127.0.0.1");
        assertThat(media.remotePort()).isEqualTo(46_000);
        assertThat(media.remoteRtcpPort()).as("RFC 3550 section 11").isEqualTo(46_001);
    }

    @Test
    void rtcpIsSentToTheOfferedPort() throws SdpException {
        String offer = WebRtcNegotiatorTest.fixture("rtp-tap-avpf");
        assertThat(negotiator
                        .answer(offer + "a=rtcp:5000\r\n", PORTS, NONE)
                        .media()
                        .get(0)
                        .remoteRtcpPort())
                .isEqualTo(5000);
        RtpNegotiator.Result mux = negotiator.answer(offer + "a=rtcp-mux\r\n", PORTS, NONE);
        assertThat(mux.media().get(0).remoteRtcpPort()).isEqualTo(46_000);
        assertThat(mux.localDescription()).contains("a=rtcp-mux");
    }

    @Test
    void theAnswerToAnActivePeerIsPassive() throws SdpException {
        String offer = WebRtcNegotiatorTest.fixture("rtp-tap-avpf");
        RtpNegotiator.Result result = negotiator.answer(offer + "a=direction:active\r\n", PORTS, NONE);
        assertThat(result.localDescription()).contains("a=sendonly\r\na=direction:passive\r\n");
        assertThat(result.media().get(0).learnsAddress()).isTrue();
        for (String other : new String[] {"", "a=direction:passive\r\n", "a=direction:both\r\n"}) {
            RtpNegotiator.Result usual = negotiator.answer(offer + other, PORTS, NONE);
            assertThat(usual.localDescription()).doesNotContain("a=direction");
            assertThat(usual.media().get(0).learnsAddress()).isFalse();
        }
    }

    @Test
    void staticPayloadTypesNeedNoRtpmap() throws SdpException {
        RtpNegotiator.Result result =
                negotiator.answer("v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 7000 RTP/AVP 8 0\r\n", PORTS, NONE);
        assertThat(result.media().get(0).codecs())
                .extracting(NegotiatedCodec::format)
                .containsExactly(CodecFormat.PCMA, CodecFormat.PCMU);
        assertThat(result.media().get(0).direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void ownOffersHavePortsAndAcceptAnAnswer() throws SdpException {
        String offer = negotiator.offer(OfferedMedia.ALL, PORTS, NONE);
        assertThat(offer).contains("m=audio 40000 RTP/AVPF 96 0 8", "a=rtcp:40001", "m=video 40000 RTP/AVPF 102 103");
        RtpNegotiator.Result result = negotiator.acceptAnswer(
                "v=0\r\nc=IN IP4 192.0.2.9\r\nm=audio 0 RTP/AVPF 96\r\nm=video 7000 RTP/AVPF 102\r\n"
                        + "a=rtpmap:102 VP8/90000\r\na=recvonly\r\n",
                PORTS,
                NONE);
        assertThat(result.media()).hasSize(1);
        assertThat(result.media().get(0).direction()).isEqualTo(Direction.SENDONLY);
    }

    /** RFC 3264 section 6: port 0 rejects a section; the offer is still valid. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=video 7000 RTP/SAVP 96\r\na=rtpmap:96 VP8/90000\r\n",
                "m=video 24700 UDP 96\r\na=rtpmap:96 H264/90000\r\na=sendonly\r\n",
                "m=video 7000 RTP/AVP 98\r\na=rtpmap:98 VP9/90000\r\n",
            })
    @DisplayName("all sections of an offer without common formats are rejected")
    void anOfferWithoutCommonFormatsIsRejected(String section) throws SdpException {
        RtpNegotiator.Result result = negotiator.answer("v=0\r\nc=IN IP4 127.0.0.1\r\n" + section, PORTS, NONE);
        assertThat(result.localDescription()).contains("m=video 0 ");
        assertThat(result.media()).isEmpty();
    }
}
