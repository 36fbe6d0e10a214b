package org.chattycat.kurento.embedded.sdp;

/**
 * What goes into {@code b=AS} lines.
 *
 * @param audioReceiveKbps limit of what the peer sends as audio, 0 for none
 * @param videoReceiveKbps limit of what the peer sends as video, 0 for none
 */
public record SdpLimits(int audioReceiveKbps, int videoReceiveKbps) {
    int receiveKbps(MediaKind kind) {
        return kind == MediaKind.AUDIO ? audioReceiveKbps : videoReceiveKbps;
    }
}
