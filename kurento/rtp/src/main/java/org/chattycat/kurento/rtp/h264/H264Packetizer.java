package org.chattycat.kurento.rtp.h264;

import java.util.ArrayList;
import java.util.List;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * Puts H.264 access units into RTP packets (RFC 6184). A stream begins in the single NAL unit mode, which every receiver understands.
 * With the first NAL unit that does not fit into a packet it changes to the non-interleaved mode for good, which has fragments (FU-A)
 * and several small NAL units in one packet (STAP-A).
 */
public final class H264Packetizer {
    static final int MAX_PAYLOAD_BYTES = 1_180;
    private static final int RTP_HEADER_BYTES = 12;
    private static final int FRAGMENT_HEADER_BYTES = 2;

    private final int ssrc;
    private final int singleType;
    private final int nonInterleavedType;
    private final List<byte[]> packets = new ArrayList<>();
    private int sequenceNumber;
    private boolean nonInterleaved;

    /**
     * @param singleType payload type of packets in the single NAL unit mode (packetization-mode 0)
     * @param nonInterleavedType payload type of packets in the non-interleaved mode (packetization-mode 1)
     */
    public H264Packetizer(int ssrc, int firstSequenceNumber, int singleType, int nonInterleavedType) {
        this.ssrc = ssrc;
        this.sequenceNumber = firstSequenceNumber;
        this.singleType = singleType;
        this.nonInterleavedType = nonInterleavedType;
    }

    /**
     * @param units NAL units of one access unit, in decoding order
     * @param parameterSets SPS and PPS to send with an IDR picture that does not bring its own
     * @param rtpTimestamp of presentation, in units of 1/90000 s
     * @return RTP packets, of which the last has the marker bit; none for no units
     */
    public List<byte[]> packets(List<byte[]> units, List<byte[]> parameterSets, int rtpTimestamp) {
        List<byte[]> all = withParameterSets(units, parameterSets);
        nonInterleaved |= all.stream().anyMatch(unit -> unit.length > MAX_PAYLOAD_BYTES);
        packets.clear();
        if (nonInterleaved) {
            for (int at = 0; at < all.size(); ) {
                at += add(all, at);
            }
        } else {
            all.forEach(this::single);
        }
        int type = nonInterleaved ? nonInterleavedType : singleType;
        for (int i = 0; i < packets.size(); i++) {
            byte[] packet = packets.get(i);
            packet[0] = (byte) 0x80;
            packet[1] = (byte) (i == packets.size() - 1 ? 0x80 | type : type);
            NetworkOrder.put16(packet, 2, sequenceNumber);
            NetworkOrder.put32(packet, 4, rtpTimestamp);
            NetworkOrder.put32(packet, 8, ssrc);
            sequenceNumber = sequenceNumber + 1 & 0xffff;
        }
        return List.copyOf(packets);
    }

    private static List<byte[]> withParameterSets(List<byte[]> units, List<byte[]> parameterSets) {
        boolean idr = units.stream().anyMatch(unit -> type(unit) == H264Payload.NAL_IDR_SLICE);
        boolean own = units.stream().anyMatch(unit -> type(unit) == H264Payload.NAL_SPS);
        if (!idr || own) {
            return units;
        }
        List<byte[]> all = new ArrayList<>(parameterSets);
        all.addAll(units);
        return all;
    }

    private static int type(byte[] unit) {
        return unit[0] & 0x1f;
    }

    /** Makes packets of the unit at an index and of those that fit into the same packet. @return how many units that are */
    private int add(List<byte[]> units, int first) {
        byte[] unit = units.get(first);
        if (unit.length > MAX_PAYLOAD_BYTES) {
            fragment(unit);
            return 1;
        }
        int bytes = 1;
        int count = 0;
        while (first + count < units.size() && bytes + 2 + units.get(first + count).length <= MAX_PAYLOAD_BYTES) {
            bytes += 2 + units.get(first + count).length;
            count++;
        }
        if (count < 2) {
            single(unit);
            return 1;
        }
        aggregate(units.subList(first, first + count), bytes);
        return count;
    }

    private void single(byte[] unit) {
        byte[] packet = new byte[RTP_HEADER_BYTES + unit.length];
        System.arraycopy(unit, 0, packet, RTP_HEADER_BYTES, unit.length);
        packets.add(packet);
    }

    /** RFC 6184 section 5.7.1. The importance is that of the most important unit. */
    private void aggregate(List<byte[]> units, int payloadBytes) {
        byte[] packet = new byte[RTP_HEADER_BYTES + payloadBytes];
        int importance = 0;
        int at = RTP_HEADER_BYTES + 1;
        for (byte[] unit : units) {
            importance = Math.max(importance, unit[0] & 0x60);
            NetworkOrder.put16(packet, at, unit.length);
            System.arraycopy(unit, 0, packet, at + 2, unit.length);
            at += 2 + unit.length;
        }
        packet[RTP_HEADER_BYTES] = (byte) (importance | H264Payload.STAP_A);
        packets.add(packet);
    }

    /** RFC 6184 section 5.8. The unit's first byte is not sent: its bits are in the headers of the fragments. */
    private void fragment(byte[] unit) {
        int most = MAX_PAYLOAD_BYTES - FRAGMENT_HEADER_BYTES;
        for (int from = 1; from < unit.length; from += most) {
            int bytes = Math.min(most, unit.length - from);
            byte[] packet = new byte[RTP_HEADER_BYTES + FRAGMENT_HEADER_BYTES + bytes];
            int start = from == 1 ? 0x80 : 0;
            int end = from + bytes == unit.length ? 0x40 : 0;
            packet[RTP_HEADER_BYTES] = (byte) (unit[0] & 0x60 | H264Payload.FU_A);
            packet[RTP_HEADER_BYTES + 1] = (byte) (start | end | type(unit));
            System.arraycopy(unit, from, packet, RTP_HEADER_BYTES + FRAGMENT_HEADER_BYTES, bytes);
            packets.add(packet);
        }
    }
}
