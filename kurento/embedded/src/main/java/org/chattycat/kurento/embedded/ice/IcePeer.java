package org.chattycat.kurento.embedded.ice;

/** Receives the events of an ICE session. Called on the media loop. */
public interface IcePeer {
    /**
     * A packet other than STUN, from an address that has passed a check. The buffer is valid during the call only.
     *
     * @return whether the packet was authenticated, which shows that the peer is alive at this address
     */
    boolean received(byte[] buffer, int offset, int length, long arrivalNanos);

    /** A candidate pair was selected: the first one, or another one. */
    void pairSelected(CandidateAttribute local, CandidateAttribute remote);

    /**
     * No pair showed a sign of life within the consent time-out (RFC 7675), so sending has stopped. A later check
     * selects a pair again.
     */
    void consentLost();
}
