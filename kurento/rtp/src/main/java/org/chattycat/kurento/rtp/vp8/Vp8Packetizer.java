package org.chattycat.kurento.rtp.vp8;

import java.util.ArrayList;
import java.util.List;
import org.chattycat.kurento.rtp.NetworkOrder;

/** Splits VP8 frames into RTP packets with 15-bit picture ids (RFC 7741). */
public final class Vp8Packetizer {
    private static final int MAX_PAYLOAD_BYTES = 1_180;
    private static final int RTP_HEADER_BYTES = 12;
    private static final int DESCRIPTOR_BYTES = 4;
    private static final int PAYLOAD_TYPE = 96;

    private final int ssrc;
    private int sequenceNumber;
    private int pictureId;

    public Vp8Packetizer(int ssrc, int firstSequenceNumber) {
        this.ssrc = ssrc;
        this.sequenceNumber = firstSequenceNumber;
    }

    public List<byte[]> packets(byte[] frame, int rtpTimestamp) {
        List<byte[]> packets = new ArrayList<>();
        pictureId = pictureId + 1 & 0x7fff;
        for (int offset = 0; offset < frame.length; offset += MAX_PAYLOAD_BYTES) {
            int bytes = Math.min(MAX_PAYLOAD_BYTES, frame.length - offset);
            byte[] packet = new byte[RTP_HEADER_BYTES + DESCRIPTOR_BYTES + bytes];
            packet[0] = (byte) 0x80;
            packet[1] = (byte) (offset + bytes == frame.length ? 0x80 | PAYLOAD_TYPE : PAYLOAD_TYPE);
            NetworkOrder.put16(packet, 2, sequenceNumber);
            NetworkOrder.put32(packet, 4, rtpTimestamp);
            NetworkOrder.put32(packet, 8, ssrc);
            packet[12] = (byte) (offset == 0 ? 0x90 : 0x80);
            packet[13] = (byte) 0x80;
            NetworkOrder.put16(packet, 14, 0x8000 | pictureId);
            System.arraycopy(frame, offset, packet, RTP_HEADER_BYTES + DESCRIPTOR_BYTES, bytes);
            packets.add(packet);
            sequenceNumber = sequenceNumber + 1 & 0xffff;
        }
        return packets;
    }
}
