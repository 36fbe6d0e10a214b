package org.chattycat.kurento.embedded.endpoints;

/** A WebRTC peer: ICE-lite, DTLS 1.2, SRTP, BUNDLE, rtcp-mux, trickle both ways. */
public interface WebRtcTransport extends SdpTransport {
    /** Reports every local candidate, then the end of gathering, to the listener. */
    void gatherCandidates();

    /**
     * Says whose peer this is; before the negotiation. The DTLS handshakes of one participant share a few threads. A transport
     * of nobody has a thread of its own.
     */
    void setParticipant(String participant);

    /** Takes a candidate of the peer; harmless when its address cannot be used. */
    void addIceCandidate(IceCandidate candidate);
}
