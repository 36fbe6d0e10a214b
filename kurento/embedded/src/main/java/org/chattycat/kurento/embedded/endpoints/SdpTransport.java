package org.chattycat.kurento.embedded.endpoints;

import org.chattycat.kurento.embedded.router.Bandwidth;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.sdp.SdpException;

/** A transport that negotiates by SDP (RFC 8866, RFC 3264), once, as in Kurento. */
public interface SdpTransport extends MediaTransport {
    /**
     * @return the SDP offer of this transport, with audio and video in Kurento's order
     * @throws PortsExhaustedException if the transport needs a port and none is free
     */
    String generateOffer(OfferedMedia offered);

    /**
     * @return the SDP answer
     * @throws SdpException if the offer cannot be parsed or nothing in it is supported, or if the transport has already
     *     negotiated
     * @throws PortsExhaustedException if the transport needs a port and none is free
     */
    String processOffer(String offer) throws SdpException;

    /**
     * @return the local description after the answer
     * @throws SdpException if no offer was made or the answer does not match it
     */
    String processAnswer(String answer) throws SdpException;

    /** Sets the limits for descriptions and media from now on. */
    void setBandwidth(Bandwidth bandwidth);
}
