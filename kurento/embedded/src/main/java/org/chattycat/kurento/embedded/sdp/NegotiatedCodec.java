package org.chattycat.kurento.embedded.sdp;

import java.util.Set;

/**
 * A payload type that both sides agreed on.
 *
 * @param rtxPayloadType of its retransmissions (RFC 4588), or -1
 * @param feedback RTCP feedback that both sides agreed on, such as {@code nack pli}
 */
public record NegotiatedCodec(
        int payloadType,
        CodecFormat format,
        String rtpmap,
        String parameters,
        int rtxPayloadType,
        Set<String> feedback) {
    public boolean nack() {
        return feedback.contains("nack");
    }

    public boolean pli() {
        return feedback.contains("nack pli");
    }

    public boolean fir() {
        return feedback.contains("ccm fir");
    }

    public boolean remb() {
        return feedback.contains("goog-remb");
    }
}
