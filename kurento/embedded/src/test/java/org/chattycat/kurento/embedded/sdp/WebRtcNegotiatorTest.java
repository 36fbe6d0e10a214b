package org.chattycat.kurento.embedded.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chattycat.kurento.embedded.sdp.Negotiations.NONE;
import static org.chattycat.kurento.embedded.sdp.Negotiations.PORTS;
import static org.chattycat.kurento.embedded.sdp.Negotiations.media;
import static org.chattycat.kurento.embedded.sdp.Negotiations.negotiator;
import static org.chattycat.kurento.embedded.sdp.Negotiations.only;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebRtcNegotiatorTest {
    static String fixture(String name) {
        try (InputStream file = WebRtcNegotiatorTest.class.getResourceAsStream("/sdp/" + name + ".sdp")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void controlsWhenTheOffererIsALiteAgent() throws SdpException {
        String offer = fixture("chromium-156-publisher")
                .replaceFirst("(?m)^t=0 0\r?$", "t=0 0\r\na=ice-lite")
                .replaceFirst("(?m)^a=ice-ufrag", "a=candidate:1 1 udp 1 192.0.2.1 5000 typ host\r\na=ice-ufrag");
        WebRtcNegotiator.Result result = negotiator(true).answer(offer, NONE, PORTS);
        assertThat(result.localDescription()).doesNotContain("ice-lite");
        RemoteIce ice = only(result).remoteIce();
        assertThat(ice.controlling()).isTrue();
        assertThat(ice.password()).isNotEmpty();
        assertThat(ice.candidates()).contains("1 1 udp 1 192.0.2.1 5000 typ host");
    }

    @Test
    void answersAChromiumPublisher() throws SdpException {
        WebRtcNegotiator.Result result = negotiator(true).answer(fixture("chromium-156-publisher"), NONE, PORTS);
        assertThat(result.localDescription()).isEqualTo(fixture("chromium-156-publisher-answer"));
        assertThat(only(result).remoteIce().ufrag()).isEqualTo("TPZh");
        assertThat(only(result).remoteFingerprints().accepted())
                .singleElement()
                .asString()
                .startsWith("sha-256 D3:41:");
        assertThat(only(result).dtlsClient()).isFalse();
        assertThat(media(result)).extracting(NegotiatedMedia::kind).containsExactly(MediaKind.AUDIO, MediaKind.VIDEO);
        assertThat(media(result).get(1).direction()).isEqualTo(Direction.RECVONLY);
        assertThat(media(result).get(1).extensions()).isEqualTo(new HeaderExtensions(2, 0, 13, 0));
        assertThat(media(result).get(1).codecs().get(0).feedback())
                .containsExactlyInAnyOrder("goog-remb", "ccm fir", "nack", "nack pli");
    }

    @Test
    @DisplayName("answers a Chromium viewer with RTX and all formats that can be forwarded")
    void answersAChromiumViewer() throws SdpException {
        WebRtcNegotiator.Result result = negotiator(true).answer(fixture("chromium-156-viewer"), NONE, PORTS);
        String sdp = result.localDescription();
        assertThat(sdp).contains("m=video 1 UDP/TLS/RTP/SAVPF 96 97 102 103 ");
        assertThat(sdp).contains("a=fmtp:97 apt=96", "a=sendonly", "a=ssrc-group:FID 22 33", "a=msid:kurento video0");
        assertThat(sdp.indexOf("a=ssrc:22 ")).as("the media first").isLessThan(sdp.indexOf("a=ssrc:33 "));
        assertThat(sdp).doesNotContain("VP9", "AV1", "red/", "transport-cc");
        NegotiatedCodec vp8 = media(result).get(0).codecs().get(0);
        assertThat(vp8.format()).isEqualTo(CodecFormat.VP8);
        assertThat(vp8.rtxPayloadType()).isEqualTo(97);
    }

    @Test
    void answersAFirefoxPublisher() throws SdpException {
        WebRtcNegotiator.Result result = negotiator(true).answer(fixture("firefox-153-publisher"), NONE, PORTS);
        assertThat(only(result).remoteFingerprints().accepted())
                .as("the session's fingerprint")
                .singleElement()
                .asString()
                .startsWith("sha-256 37:5F:");
        assertThat(media(result)).extracting(NegotiatedMedia::kind).containsExactly(MediaKind.AUDIO, MediaKind.VIDEO);
        assertThat(media(result))
                .as("the sections' direction, not the session's")
                .extracting(NegotiatedMedia::direction)
                .containsOnly(Direction.RECVONLY);
        assertThat(result.localDescription()).contains("a=group:BUNDLE 0 1", "m=video 1 UDP/TLS/RTP/SAVPF 120 124\r\n");
    }

    /** RFC 8122 section 5. */
    @Test
    void theFingerprintsOfASectionReplaceThoseOfTheSession() throws SdpException {
        String offer = fixture("chromium-156-viewer")
                .replaceFirst("(?m)^t=0 0\r?$", "t=0 0\r\na=fingerprint:sha-512 " + "AB:".repeat(63) + "AB");
        assertThat(only(negotiator(true).answer(offer, NONE, PORTS))
                        .remoteFingerprints()
                        .accepted())
                .singleElement()
                .asString()
                .startsWith("sha-256 ");
    }

    @Test
    void answersAFirefoxViewer() throws SdpException {
        WebRtcNegotiator.Result result = negotiator(true).answer(fixture("firefox-153-viewer"), NONE, PORTS);
        assertThat(media(result)).extracting(NegotiatedMedia::direction).containsOnly(Direction.SENDONLY);
        assertThat(result.localDescription()).contains("a=ssrc-group:FID 22 33", "a=fmtp:124 apt=120");
    }

    @Test
    void omitsRtxIfTheProfileHasNone() throws SdpException {
        String sdp = negotiator(false)
                .answer(fixture("chromium-156-viewer"), NONE, PORTS)
                .localDescription();
        assertThat(sdp).contains("m=video 1 UDP/TLS/RTP/SAVPF 96 102").doesNotContain("rtx", "FID", "a=ssrc:33");
    }

    @Test
    void h264VariantsAreDistinguished() throws SdpException {
        WebRtcNegotiator.Result result = negotiator(true).answer(fixture("chromium-156-viewer"), NONE, PORTS);
        assertThat(media(result).get(0).codecs())
                .extracting(codec -> codec.format().toString())
                .doesNotHaveDuplicates();
    }

    @Test
    void limitsApplyToReceivedMediaOnly() throws SdpException {
        SdpLimits limits = new SdpLimits(40, 600);
        assertThat(negotiator(true)
                        .answer(fixture("chromium-156-publisher"), limits, PORTS)
                        .localDescription())
                .contains("b=AS:40\r\n", "b=AS:600\r\n");
        assertThat(negotiator(true)
                        .answer(fixture("chromium-156-viewer"), limits, PORTS)
                        .localDescription())
                .doesNotContain("b=AS");
    }

    @Test
    void refusedSectionsKeepTheirPlace() throws SdpException {
        String offer = fixture("chromium-156-publisher")
                .replace("m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126", "m=audio 9 UDP/TLS/RTP/SAVPF 9");
        String sdp = negotiator(true).answer(offer, NONE, PORTS).localDescription();
        assertThat(sdp).contains("a=group:BUNDLE 1\r\n", "m=audio 0 UDP/TLS/RTP/SAVPF 9\r\na=inactive\r\na=mid:0\r\n");
        String second =
                fixture("chromium-156-viewer") + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:7\r\n";
        assertThat(negotiator(true).answer(second, NONE, PORTS).localDescription())
                .contains("m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n");
    }

    /** RFC 3264 section 6: port 0 rejects a section; the offer is still valid. */
    @Test
    @DisplayName("all sections of an offer without common formats are rejected")
    void anOfferWithoutCommonFormatsIsRejected() throws SdpException {
        for (String section : new String[] {
            "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=sctp-port:5000\r\n",
            "m=video 9 UDP/TLS/RTP/SAVPF 98\r\na=rtpmap:98 VP9/90000\r\n",
            "m=video 9 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n",
        }) {
            WebRtcNegotiator.Result result = negotiator(true).answer("v=0\r\n" + section + "a=mid:0\r\n", NONE, PORTS);
            assertThat(result.localDescription())
                    .contains(section.replace(" 9 ", " 0 ").split("\r\n")[0], "a=mid:0")
                    .doesNotContain("a=group");
            assertThat(media(result)).isEmpty();
        }
    }

    @Test
    void bothDtlsSrtpProtocolsAreAccepted() throws SdpException {
        String offer = fixture("chromium-156-viewer").replace("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP");
        assertThat(negotiator(true).answer(offer, NONE, PORTS).localDescription())
                .contains("m=video 1 UDP/TLS/RTP/SAVP 96");
    }

    @Test
    void answersActivelyIfTheOffererRequiresIt() throws SdpException {
        String offer = fixture("chromium-156-viewer").replace("a=setup:actpass", "a=setup:passive");
        WebRtcNegotiator.Result result = negotiator(true).answer(offer, NONE, PORTS);
        assertThat(result.localDescription()).contains("a=setup:active");
        assertThat(only(result).dtlsClient()).isTrue();
    }

    @Test
    void ownOffersListVp8FirstAndAcceptAnAnswer() throws SdpException {
        String offer = negotiator(true).offer(OfferedMedia.ALL, NONE, PORTS);
        assertThat(offer)
                .contains("a=group:BUNDLE audio0 video0", "a=setup:actpass", "a=sendrecv", "a=rtpmap:102 VP8/90000");
        String answer = negotiator(true)
                .answer(offer, NONE, PORTS)
                .localDescription()
                .replace("a=setup:passive", "a=setup:active");
        WebRtcNegotiator.Result result = negotiator(true).acceptAnswer(answer, NONE, PORTS);
        assertThat(media(result)).hasSize(2);
        assertThat(media(result).get(1).codecs().get(0).payloadType()).isEqualTo(102);
        assertThat(only(result).dtlsClient()).isFalse();
    }

    @Test
    void ownOffersContainTheRequestedMedia() throws SdpException {
        String offer = negotiator(true).offer(new OfferedMedia(Set.of(MediaKind.VIDEO), false, true), NONE, PORTS);
        assertThat(offer)
                .contains("a=group:BUNDLE video0", "m=video", "a=recvonly", "a=ice-ufrag:ufrag-0")
                .doesNotContain("m=audio", "a=sendrecv", "a=msid:");
        assertThat(negotiator(true).offer(new OfferedMedia(Set.of(MediaKind.AUDIO), true, false), NONE, PORTS))
                .contains("m=audio", "a=sendonly")
                .doesNotContain("m=video");
    }

    @Test
    void malformedTextIsRefusedWithAReason() {
        for (String garbage : new String[] {"", "hello", "v=0", "v=0\r\nm=video\r\n", "v=0\r\nnonsense", null}) {
            assertThatThrownBy(() -> negotiator(true).answer(garbage, NONE, PORTS))
                    .isInstanceOf(SdpException.class)
                    .hasMessageMatching(".{10,}");
        }
        assertThatThrownBy(() -> negotiator(true)
                        .answer(fixture("chromium-156-viewer").replaceAll("a=fingerprint.*\r\n", ""), NONE, PORTS))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("fingerprint");
    }

    @Test
    void survivesRandomText() {
        Random random = new Random(8866);
        String[] fixtures = {fixture("chromium-156-publisher"), fixture("chromium-156-viewer"), fixture("rtp-tap-avpf")
        };
        int answered = 0;
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(fixtures[random.nextInt(fixtures.length)]);
            for (int i = random.nextInt(8); i >= 0; i--) {
                mutate(text, random);
            }
            try {
                negotiator(true).answer(text.toString(), NONE, PORTS);
                answered++;
            } catch (SdpException e) {
                assertThat(e).hasMessageMatching(".+");
            }
        }
        assertThat(answered).as("some mutations pass the first check").isPositive();
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.insert(at, (char) (48 + random.nextInt(10)));
            default -> {
                int end = text.indexOf("\n", at);
                if (end > 0) {
                    text.delete(at, end);
                }
            }
        }
    }
}
