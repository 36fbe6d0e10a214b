package org.chattycat.kurento.client;

import java.util.Objects;

/** An ICE candidate as browsers and Kurento exchange it (RFC 8840). */
public record IceCandidate(String candidate, String sdpMid, int sdpMLineIndex) {
    public IceCandidate {
        Objects.requireNonNull(candidate, "candidate");
        Objects.requireNonNull(sdpMid, "sdpMid");
    }

    static IceCandidate from(org.kurento.client.IceCandidate candidate) {
        return new IceCandidate(candidate.getCandidate(), candidate.getSdpMid(), candidate.getSdpMLineIndex());
    }

    org.kurento.client.IceCandidate toKurento() {
        return new org.kurento.client.IceCandidate(candidate, sdpMid, sdpMLineIndex);
    }
}
