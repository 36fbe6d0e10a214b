package org.chattycat.kurento.embedded.endpoints;

/** A transport to a WebRTC peer: ICE-lite, DTLS 1.2, SRTP, BUNDLE, rtcp-mux, trickle ICE in both directions. */
public interface WebRtcTransport extends SdpTransport {
    /** Reports every local candidate, then the end of gathering, to the listener. */
    void gatherCandidates();

    /**
     * Names the participant to which the peer belongs. To be called before the negotiation. The DTLS handshakes of one
     * participant share a few threads. A transport without a participant counts as a participant of its own.
     */
    void setParticipant(String participant);

    /** Adds a candidate of the peer. A candidate whose address cannot be used does no harm. */
    void addIceCandidate(IceCandidate candidate);
}
