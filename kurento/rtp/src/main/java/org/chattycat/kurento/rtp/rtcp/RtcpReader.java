package org.chattycat.kurento.rtp.rtcp;

import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * Iterates over the packets of a compound (or reduced-size) RTCP packet in place. {@link #next} validates the length of each
 * packet; the getters never read outside it. The instance is reused and allocates nothing.
 */
public final class RtcpReader {
    private static final int REPORT_BLOCK_LENGTH = 24;

    private byte[] buffer;
    private int next;
    private int limit;
    private int start;
    private int end;

    public void wrap(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.next = offset;
        this.limit = offset + length;
    }

    /** Moves to the next packet. @return false at the end, or if the rest is not an RTCP packet */
    public boolean next() {
        if (next + 8 > limit || (buffer[next] & 0xc0) != 0x80) {
            return false;
        }
        start = next;
        end = start + 4 + 4 * NetworkOrder.u16(buffer, start + 2);
        next = end;
        return end <= limit && end >= start + 8;
    }

    public int type() {
        return buffer[start + 1] & 0xff;
    }

    /** Report count, source count or feedback message type. */
    public int count() {
        return buffer[start] & 0x1f;
    }

    public int senderSsrc() {
        return NetworkOrder.i32(buffer, start + 4);
    }

    public boolean isSenderReport() {
        return type() == RtcpType.SENDER_REPORT && end >= start + 28;
    }

    /** Number of sources that a BYE (RFC 3550 section 6.6) really names; 0 for other packets. */
    public int byeSources() {
        return type() == RtcpType.BYE ? Math.min(count(), (end - start - 4) / 4) : 0;
    }

    public int byeSsrc(int index) {
        return NetworkOrder.i32(buffer, start + 4 + 4 * index);
    }

    /** NTP timestamp of a sender report, 32.32 bits. */
    public long ntpTime() {
        return NetworkOrder.i64(buffer, start + 8);
    }

    public int rtpTime() {
        return NetworkOrder.i32(buffer, start + 16);
    }

    /** Number of report blocks that a sender or receiver report really contains; 0 for other packets. */
    public int reportBlocks() {
        int header = type() == RtcpType.SENDER_REPORT ? 28 : 8;
        if (type() != RtcpType.SENDER_REPORT && type() != RtcpType.RECEIVER_REPORT) {
            return 0;
        }
        return Math.min(count(), Math.max(0, end - start - header) / REPORT_BLOCK_LENGTH);
    }

    private int block(int index) {
        return start + (type() == RtcpType.SENDER_REPORT ? 28 : 8) + REPORT_BLOCK_LENGTH * index;
    }

    public int blockSsrc(int index) {
        return NetworkOrder.i32(buffer, block(index));
    }

    /** Share of packets lost since the previous report, in 1/256. */
    public int blockFractionLost(int index) {
        return buffer[block(index) + 4] & 0xff;
    }

    /** Cumulative number of packets lost; signed 24 bits. */
    public int blockPacketsLost(int index) {
        return NetworkOrder.u24(buffer, block(index) + 5) << 8 >> 8;
    }

    public long blockHighestSequence(int index) {
        return NetworkOrder.u32(buffer, block(index) + 8);
    }

    public long blockJitter(int index) {
        return NetworkOrder.u32(buffer, block(index) + 12);
    }

    /** Middle 32 bits of the NTP time of the last sender report that the reporter received; 0 for none. */
    public int blockLastSenderReport(int index) {
        return NetworkOrder.i32(buffer, block(index) + 16);
    }

    /** Delay since that report, in 1/65536 s. */
    public long blockDelaySinceLastSenderReport(int index) {
        return NetworkOrder.u32(buffer, block(index) + 20);
    }

    private boolean isFeedback(int type, int format) {
        return type() == type && count() == format && end >= start + 12;
    }

    /** SSRC of the media that a feedback message refers to. */
    public int mediaSsrc() {
        return NetworkOrder.i32(buffer, start + 8);
    }

    public boolean isNack() {
        return isFeedback(RtcpType.TRANSPORT_FEEDBACK, RtcpType.FMT_NACK);
    }

    /** Number of PID/BLP pairs of a generic NACK (RFC 4585 section 6.2.1). */
    public int nackEntries() {
        return (end - start - 12) / 4;
    }

    public int nackPacketId(int index) {
        return NetworkOrder.u16(buffer, start + 12 + 4 * index);
    }

    public int nackBitmask(int index) {
        return NetworkOrder.u16(buffer, start + 14 + 4 * index);
    }

    public boolean isPli() {
        return isFeedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FMT_PLI);
    }

    public boolean isFir() {
        return isFeedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FMT_FIR) && firEntries() > 0;
    }

    public int firEntries() {
        return (end - start - 12) / 8;
    }

    public int firSsrc(int index) {
        return NetworkOrder.i32(buffer, start + 12 + 8 * index);
    }

    public boolean isRemb() {
        return isFeedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FMT_APPLICATION)
                && end >= start + 20
                && NetworkOrder.i32(buffer, start + 12) == RtcpType.REMB;
    }

    /** Receiver-estimated maximum bit rate in bit/s; saturates at {@link Long#MAX_VALUE}. */
    public long rembBitrate() {
        int exponent = (buffer[start + 17] & 0xff) >> 2;
        long mantissa = NetworkOrder.u24(buffer, start + 17) & 0x3ffff;
        return mantissa == 0 ? 0 : exponent > 45 ? Long.MAX_VALUE : mantissa << exponent;
    }
}
