package org.chattycat.kurento.rtp;

/** The datagrams of a media connection: their size, and their protocol by the first byte (RFC 7983 section 7). */
public final class Datagrams {
    /**
     * Size of the largest datagram that is received or sent, in bytes. WebRTC stays below the usual MTU of 1,500. A longer
     * datagram is truncated and fails authentication.
     */
    public static final int MAX_BYTES = 2_048;

    private Datagrams() {}

    public static boolean isStun(int firstByte) {
        return (firstByte & 0xff) <= 3;
    }

    public static boolean isDtls(int firstByte) {
        int value = firstByte & 0xff;
        return value >= 20 && value <= 63;
    }

    /** Whether it is RTP or RTCP; {@link org.chattycat.kurento.rtp.rtcp.RtcpType#isRtcp} distinguishes them. */
    public static boolean isRtpOrRtcp(int firstByte) {
        int value = firstByte & 0xff;
        return value >= 128 && value <= 191;
    }
}
