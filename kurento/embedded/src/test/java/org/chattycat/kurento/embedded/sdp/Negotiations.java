package org.chattycat.kurento.embedded.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** Negotiates without opening ports. */
final class Negotiations {
    static final SdpLimits NONE = new SdpLimits(0, 0);
    static final LocalSsrcs SSRCS = new LocalSsrcs("user1@chatty-cat", 11, 22, 33);
    /** Each transport gets credentials that name its section. */
    static final LocalTransports PORTS = (media, controlling) ->
            Optional.of(new LocalIce("ufrag-" + media.get(0).index(), "passwordpasswordpassword"));

    private Negotiations() {}

    static List<NegotiatedMedia> media(WebRtcNegotiator.Result result) {
        return result.transports().stream()
                .flatMap(transport -> transport.media().stream())
                .toList();
    }

    static NegotiatedTransport only(WebRtcNegotiator.Result result) {
        assertThat(result.transports()).hasSize(1);
        return result.transports().get(0);
    }

    static WebRtcNegotiator negotiator(boolean rtx) {
        return new WebRtcNegotiator(1, "sha-256 AB:CD", SSRCS, rtx);
    }

    static List<List<Integer>> sections(WebRtcNegotiator.Result result) {
        return result.transports().stream()
                .map(transport ->
                        transport.media().stream().map(NegotiatedMedia::index).toList())
                .toList();
    }

    /** An offer of audio (section 0) and video (section 1), bundled. */
    static String bundle(String audioLines, String videoLines) {
        String transport = "a=rtcp-mux\r\na=ice-ufrag:vvvv\r\na=ice-pwd:qqqqqqqqqqqqqqqqqqqqqqqq\r\n"
                + "a=fingerprint:sha-256 AA:BB\r\na=setup:actpass\r\n";
        return "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=rtpmap:96 opus/48000/2\r\n" + transport + audioLines
                + "m=video 9 UDP/TLS/RTP/SAVPF 97\r\na=mid:1\r\na=rtpmap:97 VP8/90000\r\n" + transport + videoLines;
    }
}
