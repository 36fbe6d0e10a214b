package org.chattycat.kurento.embedded.sdp;

/**
 * Limits for the {@code b=AS} lines.
 *
 * @param audioReceiveKbps limit of the audio that the peer sends, 0 for none
 * @param videoReceiveKbps limit of the video that the peer sends, 0 for none
 */
public record SdpLimits(int audioReceiveKbps, int videoReceiveKbps) {
    int receiveKbps(MediaKind kind) {
        return kind == MediaKind.AUDIO ? audioReceiveKbps : videoReceiveKbps;
    }
}
