package org.chattycat.kurento.embedded.media;

/** A WebRTC peer: ICE-lite, DTLS 1.2, SRTP, BUNDLE, rtcp-mux, trickle both ways. */
public interface WebRtcNode extends SdpNode {
    /** Reports every local candidate, then the end of gathering, to the listener. */
    void gatherCandidates();

    /** Takes a candidate of the peer; harmless when its address cannot be used. */
    void addIceCandidate(IceCandidate candidate) throws SdpException;
}
