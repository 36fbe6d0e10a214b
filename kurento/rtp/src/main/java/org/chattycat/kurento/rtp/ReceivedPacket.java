package org.chattycat.kurento.rtp;

/**
 * A received RTP packet.
 *
 * @param data exactly the packet; owned by this record
 * @param arrivalNanos when it arrived, on the clock of {@link System#nanoTime()}
 */
public record ReceivedPacket(byte[] data, long arrivalNanos) {
    private static final int EXTENSION_BIT = 0x10;

    /**
     * Whether the sender held it back before it sent it (RFC 5450). Then its arrival says nothing about latency.
     *
     * @param transmissionOffsetId the negotiated id of the header extension
     */
    public boolean held(int transmissionOffsetId) {
        if ((data[0] & EXTENSION_BIT) == 0) {
            return false;
        }
        RtpPacketView view = new RtpPacketView();
        return view.wrap(data, 0, data.length) && TransmissionOffset.of(view, transmissionOffsetId) > 0;
    }
}
