package org.chattycat.app.kurento;

import java.util.Objects;

/** An ICE candidate as browsers and Kurento exchange it (RFC 8840). */
public record IceCandidate(String candidate, String sdpMid, int sdpMLineIndex) {
    public IceCandidate {
        Objects.requireNonNull(candidate, "candidate");
        Objects.requireNonNull(sdpMid, "sdpMid");
    }
}
