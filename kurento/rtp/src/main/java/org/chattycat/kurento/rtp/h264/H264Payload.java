package org.chattycat.kurento.rtp.h264;

import org.chattycat.kurento.rtp.NetworkOrder;

/** Finds keyframes in H.264 RTP payloads. */
public final class H264Payload {
    private static final int NAL_IDR_SLICE = 5;
    private static final int NAL_SPS = 7;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    private H264Payload() {}

    /**
     * Whether a decoder can start here: the payload contains a sequence parameter set or the start of an IDR slice
     * (RFC 6184 sections 5.6 to 5.8).
     */
    public static boolean startsKeyframe(byte[] buffer, int offset, int payloadLength) {
        if (payloadLength < 2) {
            return false;
        }
        int end = offset + payloadLength;
        int type = buffer[offset] & 0x1f;
        if (type == STAP_A) {
            for (int at = offset + 1; at + 3 <= end; at += 2 + NetworkOrder.u16(buffer, at)) {
                if (isKey(buffer[at + 2] & 0x1f)) {
                    return true;
                }
            }
            return false;
        }
        if (type == FU_A) {
            return (buffer[offset + 1] & 0x80) != 0 && isKey(buffer[offset + 1] & 0x1f);
        }
        return isKey(type);
    }

    private static boolean isKey(int nalType) {
        return nalType == NAL_IDR_SLICE || nalType == NAL_SPS;
    }
}
