package org.chattycat.kurento.embedded.router;

/** Sends the packets of one session to its peer. */
public interface PacketSender {
    /**
     * Sends an RTP packet, after encrypting it in place if the peer negotiated SRTP.
     *
     * @param buffer with at least 64 free bytes after the packet
     * @return whether the network accepted it
     */
    boolean sendRtp(byte[] buffer, int offset, int length);

    /** Like {@link #sendRtp}, for a compound RTCP packet. */
    boolean sendRtcp(byte[] buffer, int offset, int length);

    /** Whether packets can be sent: the peer's address is verified and the keys are negotiated. */
    boolean isReady();
}
