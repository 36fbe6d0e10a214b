package org.chattycat.kurento.embedded.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chattycat.kurento.embedded.sdp.Negotiations.NONE;
import static org.chattycat.kurento.embedded.sdp.Negotiations.PORTS;
import static org.chattycat.kurento.embedded.sdp.Negotiations.bundle;
import static org.chattycat.kurento.embedded.sdp.Negotiations.media;
import static org.chattycat.kurento.embedded.sdp.Negotiations.negotiator;
import static org.chattycat.kurento.embedded.sdp.Negotiations.only;
import static org.chattycat.kurento.embedded.sdp.Negotiations.sections;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which sections share a transport. */
class SharedTransportsTest {
    /** RFC 9143 section 7.3: the answer has no group that the offer does not have. */
    @Test
    void withoutABundleEachSectionHasATransportOfItsOwn() throws SdpException {
        String offer = bundle("", "")
                .replace("a=group:BUNDLE 0 1\r\n", "")
                .replaceFirst("vvvv", "aaaa")
                .replaceFirst("setup:actpass", "setup:passive")
                .replaceFirst("AA:BB", "CC:DD");
        WebRtcNegotiator.Result result = negotiator(true).answer(offer, NONE, PORTS);
        assertThat(sections(result)).containsExactly(List.of(0), List.of(1));
        NegotiatedTransport audio = result.transports().get(0);
        NegotiatedTransport video = result.transports().get(1);
        assertThat(audio.remoteIce().ufrag()).isEqualTo("aaaa");
        assertThat(video.remoteIce().ufrag()).isEqualTo("vvvv");
        assertThat(audio.remoteFingerprints().accepted()).hasToString("[sha-256 CC:DD]");
        assertThat(video.remoteFingerprints().accepted()).hasToString("[sha-256 AA:BB]");
        assertThat(audio.dtlsClient()).isTrue();
        assertThat(video.dtlsClient()).isFalse();
        assertThat(result.localDescription())
                .doesNotContain("a=group")
                .containsSubsequence(
                        "m=audio 1 ",
                        "a=setup:active",
                        "a=ice-ufrag:ufrag-0",
                        "m=video 1 ",
                        "a=setup:passive",
                        "a=ice-ufrag:ufrag-1");
        result = negotiator(true).answer(offer.replace("opus", "speex"), NONE, PORTS);
        assertThat(sections(result)).containsExactly(List.of(1));
        assertThat(result.localDescription()).contains("m=audio 0 ", "m=video 1 ");
    }

    @Test
    void aSectionOutsideTheBundleHasATransportOfItsOwn() throws SdpException {
        for (String groups : new String[] {"BUNDLE 0", "BUNDLE 1", "BUNDLE 0\r\na=group:BUNDLE 1"}) {
            WebRtcNegotiator.Result result =
                    negotiator(true).answer(bundle("", "").replace("BUNDLE 0 1", groups), NONE, PORTS);
            assertThat(sections(result)).as(groups).containsExactly(List.of(0), List.of(1));
            assertThat(result.localDescription()).contains("a=group:" + groups + "\r\nm=audio 1 ");
        }
        WebRtcNegotiator.Result result =
                negotiator(true).answer(bundle("", "").replace("BUNDLE 0 1", "LS 0 1"), NONE, PORTS);
        assertThat(sections(result)).containsExactly(List.of(0), List.of(1));
        assertThat(result.localDescription()).doesNotContain("a=group");
    }

    /** RFC 9143 section 7.3.1: the first section of the group that is kept and has a port. */
    @Test
    void theBundleUsesTheTransportOfItsFirstSection() throws SdpException {
        String offer = bundle("", "").replaceFirst("vvvv", "aaaa").replace("BUNDLE 0 1", "BUNDLE 1 0");
        WebRtcNegotiator.Result result = negotiator(true).answer(offer, NONE, PORTS);
        assertThat(sections(result)).containsExactly(List.of(1, 0));
        assertThat(only(result).remoteIce().ufrag()).isEqualTo("vvvv");
        assertThat(result.localDescription())
                .contains("a=group:BUNDLE 1 0\r\n", "a=ice-ufrag:ufrag-1")
                .doesNotContain("a=ice-ufrag:ufrag-0");
        result = negotiator(true).answer(offer.replace("VP8", "VP9"), NONE, PORTS);
        assertThat(only(result).remoteIce().ufrag()).isEqualTo("aaaa");
        assertThat(result.localDescription()).contains("a=group:BUNDLE 0\r\n");
    }

    /** RFC 9143 section 9.3: bundled media needs rtcp-mux. */
    @Test
    void aSectionWithoutRtcpMuxIsMovedOutOfTheBundle() throws SdpException {
        String offer = bundle("", "").replaceFirst("a=rtcp-mux\r\n", "");
        WebRtcNegotiator.Result result = negotiator(true).answer(offer, NONE, PORTS);
        assertThat(sections(result)).containsExactly(List.of(0), List.of(1));
        assertThat(result.transports()).extracting(NegotiatedTransport::bundled).containsExactly(false, true);
        assertThat(result.localDescription().split("a=rtcp-mux")).hasSize(2);
    }

    @Test
    void outsideABundleTheSameIdsMayMeanDifferentThings() throws SdpException {
        String offer = bundle(
                        "a=extmap:2 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n",
                        "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n")
                .replace("a=group:BUNDLE 0 1\r\n", "");
        assertThat(media(negotiator(true).answer(offer, NONE, PORTS)))
                .extracting(NegotiatedMedia::extensions)
                .containsExactly(new HeaderExtensions(0, 2, 0, 0), new HeaderExtensions(2, 0, 0, 0));
    }

    @Test
    void aSectionIsRefusedIfNoPortIsFreeForIt() throws SdpException {
        String offer = bundle("", "").replace("a=group:BUNDLE 0 1\r\n", "");
        WebRtcNegotiator.Result result = negotiator(true)
                .answer(
                        offer,
                        NONE,
                        (media, controlling) ->
                                media.get(0).index() == 0 ? PORTS.open(media, controlling) : Optional.empty());
        assertThat(sections(result)).containsExactly(List.of(0));
        assertThat(result.localDescription()).contains("m=audio 1 ", "m=video 0 ");
        assertThatThrownBy(() -> negotiator(true).answer(offer, NONE, (media, controlling) -> Optional.empty()))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("no UDP port is free");
    }

    @Test
    void aSectionWithoutAnIdentificationGetsNone() throws SdpException {
        String offer = bundle("", "").replaceAll("a=(mid|group):.*\r\n", "");
        WebRtcNegotiator.Result result = negotiator(true).answer(offer, NONE, PORTS);
        assertThat(sections(result)).containsExactly(List.of(0), List.of(1));
        assertThat(result.localDescription()).doesNotContain("a=mid", "a=group");
    }

    /** RFC 9143 section 7.2: the sections of an offer have transports of their own, in case the peer does not bundle. */
    @Test
    void anAnswerDecidesWhichTransportsOfAnOfferRemain() throws SdpException {
        String offer = negotiator(true).offer(OfferedMedia.ALL, NONE, PORTS);
        assertThat(offer).containsSubsequence("a=ice-ufrag:ufrag-0", "m=video", "a=ice-ufrag:ufrag-1");
        String answer = negotiator(true).answer(offer, NONE, PORTS).localDescription();
        WebRtcNegotiator.Result bundled = negotiator(true).acceptAnswer(answer, NONE, PORTS);
        assertThat(sections(bundled)).containsExactly(List.of(0, 1));
        assertThat(bundled.localDescription()).doesNotContain("a=ice-ufrag:ufrag-1");
        WebRtcNegotiator.Result apart =
                negotiator(true).acceptAnswer(answer.replaceAll("a=group:.*\r\n", ""), NONE, PORTS);
        assertThat(sections(apart)).containsExactly(List.of(0), List.of(1));
        assertThat(apart.localDescription()).doesNotContain("a=group").contains("a=ice-ufrag:ufrag-1");
    }

    /** RFC 9143 section 7.1.3: only the first section of a bundle in an answer describes the transport. */
    @Test
    void anAnswerDescribesTheTransportOfABundleOnce() throws SdpException {
        String offer = negotiator(true).offer(OfferedMedia.ALL, NONE, PORTS);
        String answer = negotiator(true).answer(offer, NONE, PORTS).localDescription();
        int video = answer.indexOf("m=video");
        String once = answer.substring(0, video)
                + answer.substring(video).replaceAll("a=(ice-|fingerprint|setup|rtcp).*\r\n", "");
        assertThat(sections(negotiator(true).acceptAnswer(once, NONE, PORTS))).containsExactly(List.of(0, 1));
    }

    @Test
    void aSectionOfABundleAloneNeedsTheBundle() throws SdpException {
        String offer = bundle("a=bundle-only\r\n", "").replace("m=audio 9", "m=audio 0");
        assertThat(media(negotiator(true).answer(offer, NONE, PORTS))).hasSize(2);
        assertThat(media(negotiator(true).answer(offer.replace("a=group:BUNDLE 0 1\r\n", ""), NONE, PORTS)))
                .extracting(NegotiatedMedia::kind)
                .containsExactly(MediaKind.VIDEO);
    }

    /** RFC 9143 section 15: within a bundle, an extension id has one URI. */
    @Test
    void anExtensionIdHasOneUriInABundle() throws SdpException {
        String offer = bundle(
                "a=extmap:2 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n",
                "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n"
                        + "a=extmap:3 urn:3gpp:video-orientation\r\n");
        WebRtcNegotiator.Result result = negotiator(true).answer(offer, NONE, PORTS);
        assertThat(result.localDescription())
                .contains("a=extmap:2 urn:ietf:params:rtp-hdrext:ssrc-audio-level", "a=extmap:3 urn:3gpp")
                .doesNotContain("abs-send-time");
        assertThat(media(result).get(0).extensions()).isEqualTo(new HeaderExtensions(0, 2, 0, 0));
        assertThat(media(result).get(1).extensions()).isEqualTo(new HeaderExtensions(0, 0, 3, 0));
    }

    @Test
    void anExtensionIdHasOneUriInASection() throws SdpException {
        String offer = bundle(
                "a=extmap:1 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n"
                        + "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n",
                "a=extmap:1 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n");
        assertThat(media(negotiator(true).answer(offer, NONE, PORTS)))
                .extracting(NegotiatedMedia::extensions)
                .containsExactly(new HeaderExtensions(1, 0, 0, 0), new HeaderExtensions(1, 0, 0, 0));
    }

    /** RFC 8285: omits ids that one-byte headers cannot contain, placeholders, and extensions of one direction. */
    @Test
    void unusableExtensionsAreOmitted() throws SdpException {
        for (String id : new String[] {"15", "16", "255", "4096", "4351", "3/inactive", "3/recvonly"}) {
            String offer =
                    bundle("", "a=extmap:" + id + " http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n");
            assertThat(negotiator(true).answer(offer, NONE, PORTS).localDescription())
                    .as(id)
                    .doesNotContain("extmap");
        }
    }
}
