package org.chattycat.kurento.rtp;

/** What the datagrams of a media connection are: their protocol, told by the first byte (RFC 7983), and their size. */
public final class Datagrams {
    /**
     * Bytes of the largest datagram that is received or sent. WebRTC stays below the usual MTU of 1,500; a longer datagram is
     * truncated and fails authentication.
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

    /** RTP or RTCP; {@link org.chattycat.kurento.rtp.rtcp.RtcpType#isRtcp} tells which. */
    public static boolean isRtpOrRtcp(int firstByte) {
        int value = firstByte & 0xff;
        return value >= 128 && value <= 191;
    }
}
