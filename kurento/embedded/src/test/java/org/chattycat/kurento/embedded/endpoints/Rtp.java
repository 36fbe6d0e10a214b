package org.chattycat.kurento.embedded.endpoints;

import org.chattycat.kurento.rtp.NetworkOrder;

/** Creates VP8 packets. */
final class Rtp {
    static final int VIDEO = 96;

    private Rtp() {}

    /** A packet that is a whole frame. Its payload ends with the sequence number, by which tests recognise it. */
    static byte[] vp8(int ssrc, int sequence, int timestamp, boolean keyframe) {
        return packet(ssrc, sequence, timestamp, VIDEO, new byte[] {
            0x10, (byte) (keyframe ? 0 : 1), 0, 0, (byte) (sequence >> 8), (byte) sequence
        });
    }

    static byte[] packet(int ssrc, int sequence, int timestamp, int payloadType, byte[] payload) {
        byte[] packet = new byte[12 + payload.length];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (0x80 | payloadType);
        NetworkOrder.put16(packet, 2, sequence);
        NetworkOrder.put32(packet, 4, timestamp);
        NetworkOrder.put32(packet, 8, ssrc);
        System.arraycopy(payload, 0, packet, 12, payload.length);
        return packet;
    }
}
