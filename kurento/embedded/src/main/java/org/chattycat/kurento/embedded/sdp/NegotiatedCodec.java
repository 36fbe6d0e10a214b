package org.chattycat.kurento.embedded.sdp;

import java.util.Set;

/**
 * A negotiated payload type.
 *
 * @param rtxPayloadType payload type of its retransmissions (RFC 4588), or -1
 * @param feedback negotiated RTCP feedback, such as {@code nack pli}
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
