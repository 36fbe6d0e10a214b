package org.chattycat.kurento.rtp;

/**
 * A view of an RTP packet (RFC 3550 section 5.1) in a byte array. {@link #wrap} validates every length once, so that the
 * getters never read outside the packet. One instance is reused for every packet of a thread and allocates nothing.
 *
 * <p>SSRC and timestamp are unsigned 32-bit numbers in an {@code int}; differences and equality hold as they are.
 */
public final class RtpPacketView {
    /** Length of a header without CSRC list and extension. */
    public static final int FIXED_HEADER_LENGTH = 12;

    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;
    private static final int TWO_BYTE_PROFILE_MASK = 0xfff0;

    private byte[] buffer;
    private int offset;
    private int length;
    private int headerLength;
    private int paddingLength;
    private int extensionStart;
    private int extensionEnd;
    private int extensionProfile;

    /** @return whether these bytes are an RTP packet; after {@code false} the getters must not be called */
    public boolean wrap(byte[] buffer, int offset, int length) {
        if (length < FIXED_HEADER_LENGTH || (buffer[offset] & 0xc0) != 0x80) {
            return false;
        }
        int header = FIXED_HEADER_LENGTH + 4 * (buffer[offset] & 0x0f);
        int extensionStart = 0;
        int extensionEnd = 0;
        int profile = 0;
        if ((buffer[offset] & 0x10) != 0) {
            if (header + 4 > length) {
                return false;
            }
            profile = NetworkOrder.u16(buffer, offset + header);
            extensionStart = offset + header + 4;
            header += 4 + 4 * NetworkOrder.u16(buffer, offset + header + 2);
            extensionEnd = offset + header;
        }
        int padding = 0;
        if ((buffer[offset] & 0x20) != 0 && length > header) {
            // A count of 0 contradicts the padding bit. The payload is kept: dropping it would leave a gap in the
            // stream.
            padding = buffer[offset + length - 1] & 0xff;
        }
        if (header + padding > length) {
            return false;
        }
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.headerLength = header;
        this.paddingLength = padding;
        this.extensionStart = extensionStart;
        this.extensionEnd = extensionEnd;
        this.extensionProfile = profile;
        return true;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    /** Length of the whole packet, padding included. */
    public int length() {
        return length;
    }

    public boolean marker() {
        return (buffer[offset + 1] & 0x80) != 0;
    }

    public int payloadType() {
        return buffer[offset + 1] & 0x7f;
    }

    public int sequenceNumber() {
        return NetworkOrder.u16(buffer, offset + 2);
    }

    public int timestamp() {
        return NetworkOrder.i32(buffer, offset + 4);
    }

    public int ssrc() {
        return NetworkOrder.i32(buffer, offset + 8);
    }

    /** Length of the header with CSRC list and extension. */
    public int headerLength() {
        return headerLength;
    }

    /** Index of the payload in {@link #buffer()}. */
    public int payloadOffset() {
        return offset + headerLength;
    }

    /** Length of the payload without padding; 0 for a packet that is only padding. */
    public int payloadLength() {
        return length - headerLength - paddingLength;
    }

    /**
     * Finds a header extension element (RFC 8285, one-byte and two-byte form).
     *
     * @return the index of its data in {@link #buffer()}, or -1 if there is no such element of at least {@code minLength}
     *     bytes
     */
    public int extension(int id, int minLength) {
        boolean oneByte = extensionProfile == ONE_BYTE_PROFILE;
        if (!oneByte && (extensionProfile & TWO_BYTE_PROFILE_MASK) != TWO_BYTE_PROFILE) {
            return -1;
        }
        int at = extensionStart;
        while (at < extensionEnd) {
            int first = buffer[at] & 0xff;
            if (first == 0) {
                at++;
                continue;
            }
            int elementId = oneByte ? first >> 4 : first;
            int headerBytes = oneByte ? 1 : 2;
            if (oneByte && elementId == 15 || at + headerBytes > extensionEnd) {
                return -1;
            }
            int elementLength = oneByte ? (first & 0x0f) + 1 : buffer[at + 1] & 0xff;
            int data = at + headerBytes;
            if (data + elementLength > extensionEnd) {
                return -1;
            }
            if (elementId == id) {
                return elementLength >= minLength ? data : -1;
            }
            at = data + elementLength;
        }
        return -1;
    }
}
