package org.chattycat.kurento.rtp.rtcp;

/** Packet types and feedback message types. */
public final class RtcpType {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int SOURCE_DESCRIPTION = 202;
    public static final int BYE = 203;
    /** Transport layer feedback, RFC 4585 section 6.2. */
    public static final int TRANSPORT_FEEDBACK = 205;
    /** Payload-specific feedback, RFC 4585 section 6.3. */
    public static final int PAYLOAD_FEEDBACK = 206;

    /** Feedback message type of {@link #TRANSPORT_FEEDBACK}: generic NACK. */
    public static final int FMT_NACK = 1;
    /** Feedback message types of {@link #PAYLOAD_FEEDBACK}. */
    public static final int FMT_PLI = 1;

    public static final int FMT_FIR = 4;
    public static final int FMT_APPLICATION = 15;

    /** "REMB" as the unique identifier of an application layer feedback message. */
    static final int REMB = 0x52454D42;

    private RtcpType() {}

    /** Distinguishes RTCP from RTP on a shared port by the second byte (RFC 5761 section 4). */
    public static boolean isRtcp(int secondByte) {
        int type = secondByte & 0xff;
        return type >= 192 && type <= 223;
    }
}
