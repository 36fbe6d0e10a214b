package org.chattycat.kurento.rtp.rtcp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * Builds a compound RTCP packet in its own buffer. Call {@link #reset}, then the packets in order; a compound packet starts
 * with a report (RFC 3550 section 6.1). The instance is reused; only the constructor allocates.
 */
public final class RtcpWriter {
    /** The maximum of the 5-bit report count. */
    private static final int MAX_REPORT_BLOCKS = 31;

    private static final int MAX_REMB_BITS = 18;

    private final byte[] buffer;
    private final byte[] cname;
    private int length;
    private int report;

    /**
     * @param capacity size of the buffer in bytes, with room for what SRTCP appends
     * @param cname canonical name for the source descriptions, at most 255 bytes
     */
    public RtcpWriter(int capacity, String cname) {
        this.buffer = new byte[capacity];
        this.cname = cname.getBytes(StandardCharsets.UTF_8);
        if (this.cname.length > 255) {
            throw new IllegalArgumentException("CNAME longer than 255 bytes");
        }
    }

    public byte[] buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    public RtcpWriter reset() {
        length = 0;
        return this;
    }

    private int begin(int count, int type, int bytes) {
        int at = length;
        buffer[at] = (byte) (0x80 | count);
        buffer[at + 1] = (byte) type;
        NetworkOrder.put16(buffer, at + 2, bytes / 4 - 1);
        length += bytes;
        return at;
    }

    public RtcpWriter senderReport(int ssrc, long ntpTime, int rtpTime, long packets, long octets) {
        report = begin(0, RtcpType.SENDER_REPORT, 28);
        NetworkOrder.put32(buffer, report + 4, ssrc);
        NetworkOrder.put64(buffer, report + 8, ntpTime);
        NetworkOrder.put32(buffer, report + 16, rtpTime);
        NetworkOrder.put32(buffer, report + 20, (int) packets);
        NetworkOrder.put32(buffer, report + 24, (int) octets);
        return this;
    }

    public RtcpWriter receiverReport(int ssrc) {
        report = begin(0, RtcpType.RECEIVER_REPORT, 8);
        NetworkOrder.put32(buffer, report + 4, ssrc);
        return this;
    }

    /** Adds a block to the last report, which must be the last packet so far. */
    public RtcpWriter reportBlock(
            int ssrc,
            int fractionLost,
            long packetsLost,
            long highestSequence,
            long jitter,
            int lastSenderReport,
            long delaySinceLastSenderReport) {
        int count = buffer[report] & 0x1f;
        if (count == MAX_REPORT_BLOCKS) {
            throw new IllegalStateException("a report holds at most 31 blocks");
        }
        buffer[report] = (byte) (0x80 | count + 1);
        NetworkOrder.put16(buffer, report + 2, NetworkOrder.u16(buffer, report + 2) + 6);
        int at = length;
        NetworkOrder.put32(buffer, at, ssrc);
        buffer[at + 4] = (byte) fractionLost;
        NetworkOrder.put24(buffer, at + 5, (int) Math.max(-0x800000, Math.min(0x7fffff, packetsLost)));
        NetworkOrder.put32(buffer, at + 8, (int) highestSequence);
        NetworkOrder.put32(buffer, at + 12, (int) jitter);
        NetworkOrder.put32(buffer, at + 16, lastSenderReport);
        NetworkOrder.put32(buffer, at + 20, (int) delaySinceLastSenderReport);
        length += 24;
        return this;
    }

    /** Source description with the CNAME. */
    public RtcpWriter sourceDescription(int ssrc) {
        int bytes = (8 + 2 + cname.length + 1 + 3) & ~3;
        int at = begin(1, RtcpType.SOURCE_DESCRIPTION, bytes);
        NetworkOrder.put32(buffer, at + 4, ssrc);
        buffer[at + 8] = 1;
        buffer[at + 9] = (byte) cname.length;
        System.arraycopy(cname, 0, buffer, at + 10, cname.length);
        Arrays.fill(buffer, at + 10 + cname.length, at + bytes, (byte) 0);
        return this;
    }

    private int feedback(int type, int format, int sender, int media, int bytes) {
        int at = begin(format, type, 12 + bytes);
        NetworkOrder.put32(buffer, at + 4, sender);
        NetworkOrder.put32(buffer, at + 8, media);
        return at + 12;
    }

    /** Picture loss indication, RFC 4585 section 6.3.1. */
    public RtcpWriter pli(int sender, int media) {
        feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FMT_PLI, sender, media, 0);
        return this;
    }

    /** Full intra request, RFC 5104 section 4.3.1. */
    public RtcpWriter fir(int sender, int media, int commandSequence) {
        int at = feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FMT_FIR, sender, 0, 8);
        NetworkOrder.put32(buffer, at, media);
        NetworkOrder.put32(buffer, at + 4, commandSequence << 24);
        return this;
    }

    /**
     * Generic NACK, RFC 4585 section 6.2.1.
     *
     * @param sequenceNumbers 16-bit numbers in ascending (wrapping) order
     * @return the writer; it leaves out numbers for which the buffer has no room
     */
    public RtcpWriter nack(int sender, int media, int[] sequenceNumbers, int count) {
        int at = feedback(RtcpType.TRANSPORT_FEEDBACK, RtcpType.FMT_NACK, sender, media, 0);
        int header = at - 12;
        int i = 0;
        while (i < count && length + 4 <= buffer.length) {
            int first = sequenceNumbers[i++] & 0xffff;
            int mask = 0;
            while (i < count) {
                int ahead = (sequenceNumbers[i] - first) & 0xffff;
                if (ahead < 1 || ahead > 16) {
                    break;
                }
                mask |= 1 << (ahead - 1);
                i++;
            }
            NetworkOrder.put16(buffer, length, first);
            NetworkOrder.put16(buffer, length + 2, mask);
            length += 4;
        }
        NetworkOrder.put16(buffer, header + 2, (length - header) / 4 - 1);
        return this;
    }

    /** Receiver-estimated maximum bit rate; the value is rounded down to 18 significant bits. */
    public RtcpWriter remb(int sender, long bitrate, int media) {
        int at = feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FMT_APPLICATION, sender, 0, 12);
        int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(bitrate) - MAX_REMB_BITS);
        NetworkOrder.put32(buffer, at, RtcpType.REMB);
        buffer[at + 4] = 1;
        NetworkOrder.put24(buffer, at + 5, exponent << MAX_REMB_BITS | (int) (bitrate >> exponent));
        NetworkOrder.put32(buffer, at + 8, media);
        return this;
    }
}
