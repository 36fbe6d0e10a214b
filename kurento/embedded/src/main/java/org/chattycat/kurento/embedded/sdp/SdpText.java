package org.chattycat.kurento.embedded.sdp;

import java.util.List;

/** Writes session descriptions, in the order of Kurento's descriptions. */
final class SdpText {
    private final StringBuilder text = new StringBuilder();

    SdpText line(String line) {
        text.append(line).append("\r\n");
        return this;
    }

    SdpText session(long id, String address) {
        return line("v=0")
                .line("o=- " + id + " " + id + " IN " + addressType(address) + " " + address)
                .line("s=Kurento Media Server")
                .line("c=IN " + addressType(address) + " " + address)
                .line("t=0 0");
    }

    static String addressType(String address) {
        return address.indexOf(':') >= 0 ? "IP6" : "IP4";
    }

    SdpText media(String kind, int port, String protocol, List<NegotiatedCodec> codecs) {
        StringBuilder line = new StringBuilder("m=" + kind + " " + port + " " + protocol);
        for (NegotiatedCodec codec : codecs) {
            line.append(' ').append(codec.payloadType());
            if (codec.rtxPayloadType() >= 0) {
                line.append(' ').append(codec.rtxPayloadType());
            }
        }
        return line(line.toString());
    }

    SdpText codecs(List<NegotiatedCodec> codecs) {
        for (NegotiatedCodec codec : codecs) {
            line("a=rtpmap:" + codec.payloadType() + " " + codec.rtpmap());
            if (codec.rtxPayloadType() >= 0) {
                line("a=rtpmap:" + codec.rtxPayloadType() + " rtx/"
                        + codec.format().clockRate());
            }
        }
        for (NegotiatedCodec codec : codecs) {
            for (String feedback : codec.feedback()) {
                line("a=rtcp-fb:" + codec.payloadType() + " " + feedback);
            }
        }
        for (NegotiatedCodec codec : codecs) {
            if (!codec.parameters().isEmpty()) {
                line("a=fmtp:" + codec.payloadType() + " " + codec.parameters());
            }
            if (codec.rtxPayloadType() >= 0) {
                line("a=fmtp:" + codec.rtxPayloadType() + " apt=" + codec.payloadType());
            }
        }
        return this;
    }

    SdpText extensions(HeaderExtensions extensions) {
        extensions.byId().forEach((id, uri) -> line("a=extmap:" + id + " " + uri));
        return this;
    }

    /** Writes the media SSRC before the SSRC of its retransmissions: Chromium uses the first one as the media SSRC. */
    SdpText ssrcs(NegotiatedMedia media, String cname) {
        boolean rtx =
                media.direction().sends() && media.codecs().stream().anyMatch(codec -> codec.rtxPayloadType() >= 0);
        String ssrc = Integer.toUnsignedString(media.localSsrc());
        String rtxSsrc = Integer.toUnsignedString(media.localRtxSsrc());
        if (rtx) {
            line("a=ssrc-group:FID " + ssrc + " " + rtxSsrc);
        }
        line("a=ssrc:" + ssrc + " cname:" + cname);
        return rtx ? line("a=ssrc:" + rtxSsrc + " cname:" + cname) : this;
    }

    /** Writes the limit of the sender in kbit/s (RFC 8866 section 5.8), or nothing for 0. */
    SdpText bandwidth(int kbps) {
        return kbps > 0 ? line("b=AS:" + kbps) : this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
