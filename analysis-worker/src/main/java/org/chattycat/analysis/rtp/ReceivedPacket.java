package org.chattycat.analysis.rtp;

import org.chattycat.kurento.client.TapEndpoint;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.TransmissionOffset;

/**
 * A received datagram.
 *
 * @param data exactly the RTP packet; owned by this record
 * @param arrivalNanos {@link System#nanoTime()} right after it was read from the socket
 */
public record ReceivedPacket(byte[] data, long arrivalNanos) {
    private static final int EXTENSION_BIT = 0x10;

    /** Whether the media server held it before it sent it (RFC 5450). Then it says nothing about latency. */
    public boolean held() {
        if ((data[0] & EXTENSION_BIT) == 0) {
            return false;
        }
        RtpPacketView view = new RtpPacketView();
        return view.wrap(data, 0, data.length) && TransmissionOffset.of(view, TapEndpoint.TRANSMISSION_OFFSET_ID) > 0;
    }
}
