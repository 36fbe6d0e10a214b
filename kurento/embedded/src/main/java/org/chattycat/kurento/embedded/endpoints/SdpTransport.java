package org.chattycat.kurento.embedded.endpoints;

import org.chattycat.kurento.embedded.router.Bandwidth;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.sdp.SdpException;

/** A transport that negotiates by SDP (RFC 8866, RFC 3264). One negotiation per transport, as in Kurento. */
public interface SdpTransport extends MediaTransport {
    /** @return the SDP offer of this transport, carrying audio and video in Kurento's order */
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
}
