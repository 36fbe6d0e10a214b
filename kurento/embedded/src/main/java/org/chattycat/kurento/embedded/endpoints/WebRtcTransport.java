package org.chattycat.kurento.embedded.endpoints;

import java.util.List;

/** A transport to a WebRTC peer: ICE, DTLS 1.2, SRTP, BUNDLE, rtcp-mux, trickle ICE in both directions. */
public interface WebRtcTransport extends SdpTransport {
    /**
     * Reports the {@link #candidates()}, then the end of gathering, to the listener.
     *
     * @throws PortsExhaustedException if the transport takes ports of its own and none is free
     */
    void gatherCandidates();

    /** The local candidates of each section of the local description; none while there is no description. */
    List<IceCandidate> candidates();

    /**
     * Names the participant to which the peer belongs. To be called before the negotiation. The DTLS handshakes of one
     * participant share a few threads. A transport without a participant counts as a participant of its own.
     */
    void setParticipant(String participant);

    /** Adds a candidate of the peer. A candidate whose address cannot be used does no harm. */
    void addIceCandidate(IceCandidate candidate);
}
