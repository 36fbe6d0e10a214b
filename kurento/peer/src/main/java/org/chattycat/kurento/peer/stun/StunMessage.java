package org.chattycat.kurento.peer.stun;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * A view of a STUN message (RFC 8489) that carries MESSAGE-INTEGRITY, with the attributes that ICE uses. {@link #parse} checks its
 * form and FINGERPRINT.
 */
final class StunMessage {
    static final int MAGIC_COOKIE = 0x2112A442;
    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;
    static final int HEADER_LENGTH = 20;
    static final int TRANSACTION_ID_LENGTH = 12;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;
    static final int FINGERPRINT_XOR = 0x5354554e;
    static final int INTEGRITY_LENGTH = 20;

    private static final int NONE = -1;

    private final byte[] buffer;
    private final int offset;
    private int usernameAt = NONE;
    private int useCandidateAt = NONE;
    private int controllingAt = NONE;
    private int errorCodeAt = NONE;
    private int integrityAt = NONE;

    private StunMessage(byte[] buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
    }

    /** @return the message, or null for any other datagram, or without MESSAGE-INTEGRITY */
    static StunMessage parse(byte[] buffer, int offset, int length) {
        if (length < HEADER_LENGTH || NetworkOrder.i32(buffer, offset + 4) != MAGIC_COOKIE) {
            return null;
        }
        int bodyLength = NetworkOrder.u16(buffer, offset + 2);
        if (bodyLength % 4 != 0 || HEADER_LENGTH + bodyLength != length) {
            return null;
        }
        StunMessage message = new StunMessage(buffer, offset);
        return message.readAttributes(offset + length) ? message : null;
    }

    private boolean readAttributes(int end) {
        int at = offset + HEADER_LENGTH;
        while (at + 4 <= end) {
            int type = NetworkOrder.u16(buffer, at);
            int length = NetworkOrder.u16(buffer, at + 2);
            int value = at + 4;
            if (value + length > end) {
                return false;
            }
            if (type == FINGERPRINT) {
                if (length != 4 || value + 4 != end || !isFingerprint(at, NetworkOrder.i32(buffer, value))) {
                    return false;
                }
            } else if (integrityAt == NONE && !read(type, at, length)) {
                // MESSAGE-INTEGRITY does not cover the attributes after it; they are ignored (RFC 8489 section 14.5).
                return false;
            }
            at = value + ((length + 3) & ~3);
        }
        return at == end && integrityAt != NONE;
    }

    /** @return whether the length is one that the attribute can have */
    private boolean read(int type, int at, int length) {
        switch (type) {
            case USERNAME -> usernameAt = at;
            case USE_CANDIDATE -> useCandidateAt = at;
            case ICE_CONTROLLING -> {
                controllingAt = at;
                return length == 8;
            }
            case ERROR_CODE -> {
                errorCodeAt = at;
                return length >= 4;
            }
            case MESSAGE_INTEGRITY -> {
                integrityAt = at;
                return length == INTEGRITY_LENGTH;
            }
            default -> {
                // Attributes that this view does not use.
            }
        }
        return true;
    }

    private boolean isFingerprint(int at, int value) {
        CRC32 crc = new CRC32();
        crc.update(buffer, offset, at - offset);
        return ((int) crc.getValue() ^ FINGERPRINT_XOR) == value;
    }

    /** Method and class, such as {@link #BINDING_REQUEST}. */
    int type() {
        return NetworkOrder.u16(buffer, offset);
    }

    byte[] transactionId() {
        return Arrays.copyOfRange(buffer, offset + 8, offset + 8 + TRANSACTION_ID_LENGTH);
    }

    /** The bytes of the user name, or null if there is none. */
    byte[] username() {
        return usernameAt == NONE
                ? null
                : Arrays.copyOfRange(buffer, usernameAt + 4, usernameAt + 4 + NetworkOrder.u16(buffer, usernameAt + 2));
    }

    boolean useCandidate() {
        return useCandidateAt != NONE;
    }

    /** The tie-breaker of a sender that takes itself for the controlling agent (RFC 8445 section 7.1.3), or null. */
    Long controlling() {
        return controllingAt == NONE ? null : NetworkOrder.i64(buffer, controllingAt + 4);
    }

    /** Class and number of an error, such as 487 (RFC 8489 section 14.8), or 0 without one. */
    int errorCode() {
        return errorCodeAt == NONE ? 0 : (buffer[errorCodeAt + 6] & 7) * 100 + (buffer[errorCodeAt + 7] & 0xFF);
    }

    /** @param mac keyed with the short-term password that protects this message */
    boolean isAuthentic(Mac mac) {
        // For this check, the header's length ends with MESSAGE-INTEGRITY (RFC 8489 section 14.5).
        byte[] length = new byte[2];
        NetworkOrder.put16(length, 0, integrityAt + 4 + INTEGRITY_LENGTH - HEADER_LENGTH - offset);
        mac.update(buffer, offset, 2);
        mac.update(length);
        mac.update(buffer, offset + 4, integrityAt - offset - 4);
        byte[] expected = mac.doFinal();
        byte[] actual = Arrays.copyOfRange(buffer, integrityAt + 4, integrityAt + 4 + INTEGRITY_LENGTH);
        return MessageDigest.isEqual(expected, actual);
    }
}
