package org.chattycat.kurento.peer.stun;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * A view of a STUN binding request (RFC 8489) as ICE sends it (RFC 8445 section 7.1). {@link #parse} checks its form and
 * FINGERPRINT. Trust the sender only after {@link #isAuthentic}.
 */
public final class StunBindingRequest {
    static final int MAGIC_COOKIE = 0x2112A442;
    static final int BINDING_REQUEST = 0x0001;
    static final int HEADER_LENGTH = 20;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int FINGERPRINT_XOR = 0x5354554e;
    static final int INTEGRITY_LENGTH = 20;

    private final byte[] buffer;
    private final int offset;
    private String username;
    private boolean useCandidate;
    private int integrityAt = -1;

    private StunBindingRequest(byte[] buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
    }

    /** @return the request, or null for any other datagram, or without user name or MESSAGE-INTEGRITY */
    public static StunBindingRequest parse(byte[] buffer, int offset, int length) {
        if (length < HEADER_LENGTH
                || NetworkOrder.u16(buffer, offset) != BINDING_REQUEST
                || NetworkOrder.i32(buffer, offset + 4) != MAGIC_COOKIE) {
            return null;
        }
        int bodyLength = NetworkOrder.u16(buffer, offset + 2);
        if (bodyLength % 4 != 0 || HEADER_LENGTH + bodyLength != length) {
            return null;
        }
        StunBindingRequest request = new StunBindingRequest(buffer, offset);
        return request.readAttributes(offset + length) ? request : null;
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
            } else if (integrityAt < 0) {
                // MESSAGE-INTEGRITY does not cover the attributes after it; they are ignored (RFC 8489 section 14.5).
                if (type == USERNAME) {
                    username = new String(buffer, value, length, StandardCharsets.UTF_8);
                } else if (type == USE_CANDIDATE) {
                    useCandidate = true;
                } else if (type == MESSAGE_INTEGRITY) {
                    if (length != INTEGRITY_LENGTH) {
                        return false;
                    }
                    integrityAt = at;
                }
            }
            at = value + ((length + 3) & ~3);
        }
        return at == end && username != null && integrityAt >= 0;
    }

    private boolean isFingerprint(int at, int value) {
        CRC32 crc = new CRC32();
        crc.update(buffer, offset, at - offset);
        return ((int) crc.getValue() ^ FINGERPRINT_XOR) == value;
    }

    /** The part of the user name before the colon: the ufrag of the agent that receives the request. */
    public String localUfrag() {
        int colon = username.indexOf(':');
        return colon < 0 ? username : username.substring(0, colon);
    }

    /** The part of the user name after the colon: the ufrag of the agent that sends the request. */
    public String remoteUfrag() {
        return username.substring(username.indexOf(':') + 1);
    }

    public boolean useCandidate() {
        return useCandidate;
    }

    /** Index of the 12-byte transaction id in {@link #buffer()}. */
    int transactionIdAt() {
        return offset + 8;
    }

    byte[] buffer() {
        return buffer;
    }

    /** @param mac keyed with the short-term password of the agent that receives the request */
    public boolean isAuthentic(Mac mac) {
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
