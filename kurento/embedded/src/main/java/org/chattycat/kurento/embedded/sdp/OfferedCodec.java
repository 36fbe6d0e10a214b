package org.chattycat.kurento.embedded.sdp;

import java.util.Optional;
import java.util.Set;

/**
 * A payload type of a media section, with its attributes.
 *
 * @param encodingName as written in the SDP
 * @param parameters value of its {@code fmtp} line, or empty
 * @param feedback values of its {@code rtcp-fb} lines, such as {@code nack pli}
 */
record OfferedCodec(
        int payloadType, String encodingName, int clockRate, int channels, String parameters, Set<String> feedback) {
    boolean isRtxFor(int associatedPayloadType) {
        return encodingName.equalsIgnoreCase("rtx")
                && FormatParameters.parse(parameters)
                        .value("apt")
                        .equals(Optional.of(String.valueOf(associatedPayloadType)));
    }

    String rtpmap() {
        return encodingName + "/" + clockRate + (channels > 1 ? "/" + channels : "");
    }
}
