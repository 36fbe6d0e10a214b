package org.chattycat.kurento.embedded.ice;

/** What an ICE session tells its owner. Called on the media loop. */
public interface IcePeer {
    /** A packet that is not STUN, from an address that has passed a check; the buffer is only valid during the call. */
    void received(byte[] buffer, int offset, int length, long arrivalNanos);

    /** The first pair was selected, or another one. */
    void pairSelected(CandidateAttribute local, CandidateAttribute remote);

    /** No check came for the consent time-out (RFC 7675): nothing is sent any more. A later check selects a pair again. */
    void consentLost();
}
