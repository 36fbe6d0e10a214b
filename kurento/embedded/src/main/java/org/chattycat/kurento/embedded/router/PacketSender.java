package org.chattycat.kurento.embedded.router;

/** Sends the packets of one session to its peer. */
public interface PacketSender {
    /**
     * Protects (in place, where the peer wants it) and sends an RTP packet.
     *
     * @param buffer with at least 64 bytes of room behind the packet
     * @return whether it was handed to the network
     */
    boolean sendRtp(byte[] buffer, int offset, int length);

    /** As {@link #sendRtp}, for a compound RTCP packet. */
    boolean sendRtcp(byte[] buffer, int offset, int length);

    /** Whether packets can be sent: the peer's address is checked and keys are agreed on. */
    boolean isReady();
}
