package org.chattycat.kurento.embedded.sdp;

import java.util.Optional;
import java.util.Set;

/**
 * A payload type of a media section with what the section says about it.
 *
 * @param encodingName as written
 * @param parameters value of its {@code fmtp}, or empty
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
