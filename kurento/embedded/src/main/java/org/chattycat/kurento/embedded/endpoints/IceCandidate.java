package org.chattycat.kurento.embedded.endpoints;

import org.chattycat.kurento.embedded.ice.CandidateAttribute;

/**
 * An ICE candidate as trickle ICE exchanges it (RFC 8838).
 *
 * @param attribute the candidate itself
 * @param sdpMid id of the media section that it belongs to
 * @param sdpMLineIndex index of that section, from 0
 */
public record IceCandidate(CandidateAttribute attribute, String sdpMid, int sdpMLineIndex) {
    /** @throws IllegalArgumentException if the text is not a candidate attribute */
    public static IceCandidate parse(String candidate, String sdpMid, int sdpMLineIndex) {
        return new IceCandidate(CandidateAttribute.parse(candidate), sdpMid, sdpMLineIndex);
    }

    /** The attribute's text, beginning with {@code candidate:}. */
    public String candidate() {
        return attribute.text();
    }
}
