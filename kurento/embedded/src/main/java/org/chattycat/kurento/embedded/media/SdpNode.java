package org.chattycat.kurento.embedded.media;

/** A node that negotiates by SDP (RFC 8866, RFC 3264). One negotiation per node, as in Kurento. */
public interface SdpNode extends MediaNode {
    /** @return the SDP offer of this node, carrying audio and video in Kurento's order */
    String generateOffer(OfferedMedia offered);

    /**
     * @return the SDP answer
     * @throws SdpException if the offer cannot be parsed or fits nothing here, or a negotiation took place already
     */
    String processOffer(String offer) throws SdpException;

    /**
     * @return the local description as it is after the answer
     * @throws SdpException if no offer was made or the answer does not fit it
     */
    String processAnswer(String answer) throws SdpException;

    /** Sets limits that hold for what is negotiated or sent from now on. */
    void setBandwidth(Bandwidth bandwidth);

    /**
     * Limits in kbit/s; 0 means none.
     *
     * @param maxVideoReceive upper limit asked of the sender ({@code b=AS} and REMB)
     * @param minVideoReceive lower limit for what REMB asks of the sender
     * @param maxVideoSend upper limit of what is sent (caps the REMB passed on to the source)
     * @param minVideoSend lower limit of what is sent
     * @param maxAudioReceive upper limit asked of the sender of audio
     */
    record Bandwidth(
            int maxVideoReceive, int minVideoReceive, int maxVideoSend, int minVideoSend, int maxAudioReceive) {}
}
