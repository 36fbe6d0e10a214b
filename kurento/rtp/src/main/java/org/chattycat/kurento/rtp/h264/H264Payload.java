package org.chattycat.kurento.rtp.h264;

import org.chattycat.kurento.rtp.NetworkOrder;

/** Finds keyframes in H.264 RTP payloads. */
public final class H264Payload {
    static final int NAL_IDR_SLICE = 5;
    static final int NAL_SPS = 7;
    static final int NAL_PPS = 8;
    static final int NAL_DELIMITER = 9;
    static final int NAL_FILLER = 12;
    static final int STAP_A = 24;
    static final int FU_A = 28;

    private H264Payload() {}

    /**
     * Whether a decoder can start here: the payload contains a sequence parameter set or the start of an IDR slice
     * (RFC 6184 sections 5.6 to 5.8).
     */
    public static boolean startsKeyframe(byte[] buffer, int offset, int payloadLength) {
        return starts(NAL_IDR_SLICE, buffer, offset, payloadLength) || hasParameterSet(buffer, offset, payloadLength);
    }

    /** Whether the payload contains the start of a sequence parameter set. */
    public static boolean hasParameterSet(byte[] buffer, int offset, int payloadLength) {
        return starts(NAL_SPS, buffer, offset, payloadLength);
    }

    private static boolean starts(int nalType, byte[] buffer, int offset, int payloadLength) {
        if (payloadLength < 2) {
            return false;
        }
        int end = offset + payloadLength;
        int type = buffer[offset] & 0x1f;
        if (type == STAP_A) {
            for (int at = offset + 1; at + 3 <= end; at += 2 + NetworkOrder.u16(buffer, at)) {
                if ((buffer[at + 2] & 0x1f) == nalType) {
                    return true;
                }
            }
            return false;
        }
        if (type == FU_A) {
            return (buffer[offset + 1] & 0x80) != 0 && (buffer[offset + 1] & 0x1f) == nalType;
        }
        return type == nalType;
    }
}
