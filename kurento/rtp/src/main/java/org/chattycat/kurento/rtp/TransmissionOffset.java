package org.chattycat.kurento.rtp;

/**
 * The header extension that says how much later than its timestamp a packet is sent (RFC 5450 section 2). A packet
 * without it is sent at its time.
 */
public final class TransmissionOffset {
    public static final String URI = "urn:ietf:params:rtp-hdrext:toffset";
    /** Length of its data in bytes: a signed number, in units of the RTP clock. */
    public static final int LENGTH = 3;

    public static final int MAX = 0x7fffff;

    private TransmissionOffset() {}

    /**
     * @param id the negotiated id
     * @return how late the packet was sent, in units of the RTP clock; 0 for a packet without the extension
     */
    public static int of(RtpPacketView packet, int id) {
        int at = packet.extension(id, LENGTH);
        byte[] buffer = packet.buffer();
        return at < 0 ? 0 : buffer[at] << 16 | NetworkOrder.u16(buffer, at + 1);
    }
}
