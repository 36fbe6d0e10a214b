package org.chattycat.kurento.embedded.router;

import org.chattycat.kurento.embedded.sdp.HeaderExtensions;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.TransmissionOffset;

/** Writes the header of a forwarded packet with the receiver's own payload type, SSRC and extension ids. */
final class RtpHeaderWriter {
    private static final int ONE_BYTE_PROFILE = 0xBEDE;

    private RtpHeaderWriter() {}

    /**
     * @param from ids of the source's header extensions
     * @param to ids of the receiver's header extensions
     * @param heldTicks how long the packet was held since it arrived, in units of the RTP clock; 0 for a packet that is
     *     forwarded at once
     * @return length of the header
     */
    static int write(
            byte[] out,
            RtpPacketView packet,
            int payloadType,
            int sequence,
            int timestamp,
            int ssrc,
            HeaderExtensions from,
            HeaderExtensions to,
            int heldTicks,
            long nowNanos) {
        out[0] = (byte) 0x80;
        out[1] = (byte) ((packet.marker() ? 0x80 : 0) | payloadType);
        NetworkOrder.put16(out, 2, sequence);
        NetworkOrder.put32(out, 4, timestamp);
        NetworkOrder.put32(out, 8, ssrc);
        int at = RtpPacketView.FIXED_HEADER_LENGTH + 4;
        int start = at;
        if (to.absSendTime() > 0) {
            out[at] = (byte) (to.absSendTime() << 4 | 2);
            NetworkOrder.put24(out, at + 1, absSendTime(nowNanos));
            at += 4;
        }
        if (heldTicks > 0 && to.transmissionOffset() > 0) {
            out[at] = (byte) (to.transmissionOffset() << 4 | 2);
            NetworkOrder.put24(out, at + 1, Math.min(heldTicks, TransmissionOffset.MAX));
            at += 4;
        }
        at = copyByte(out, at, packet, from.audioLevel(), to.audioLevel());
        at = copyByte(out, at, packet, from.videoOrientation(), to.videoOrientation());
        if (at == start) {
            return RtpPacketView.FIXED_HEADER_LENGTH;
        }
        while ((at & 3) != 0) {
            out[at++] = 0;
        }
        out[0] |= 0x10;
        NetworkOrder.put16(out, start - 4, ONE_BYTE_PROFILE);
        NetworkOrder.put16(out, start - 2, (at - start) / 4);
        return at;
    }

    private static int copyByte(byte[] out, int at, RtpPacketView packet, int fromId, int toId) {
        if (fromId == 0 || toId == 0) {
            return at;
        }
        int data = packet.extension(fromId, 1);
        if (data < 0) {
            return at;
        }
        out[at] = (byte) (toId << 4);
        out[at + 1] = packet.buffer()[data];
        return at + 2;
    }

    /** Seconds as 6.18 fixed point, wrapping after 64 s. */
    private static int absSendTime(long nanos) {
        long wrapped = Math.floorMod(nanos, 64_000_000_000L);
        return (int) ((wrapped << 18) / 1_000_000_000L) & 0xffffff;
    }
}
