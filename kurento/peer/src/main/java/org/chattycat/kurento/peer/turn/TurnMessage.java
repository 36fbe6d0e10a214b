package org.chattycat.kurento.peer.turn;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * A STUN message (RFC 8489 section 5) with the methods and attributes of TURN (RFC 8656 sections 17 and 18). Of attributes that
 * occur several times, the first counts.
 */
final class TurnMessage {
    static final int ALLOCATE = 0x003;
    static final int REFRESH = 0x004;
    static final int CREATE_PERMISSION = 0x008;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int LIFETIME = 0x000D;
    static final int XOR_PEER_ADDRESS = 0x0012;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int XOR_RELAYED_ADDRESS = 0x0016;
    static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
    static final int REQUESTED_TRANSPORT = 0x0019;

    static final int HEADER_LENGTH = 20;
    static final int TRANSACTION_ID_LENGTH = 12;

    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int INTEGRITY_LENGTH = 20;
    private static final int CLASS_MASK = 0x0110;
    private static final int SUCCESS = 0x0100;
    private static final int ERROR = 0x0110;

    private final byte[] bytes;
    private final Map<Integer, byte[]> attributes = new HashMap<>();
    private int integrityAt = -1;

    private TurnMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Writes a message.
     *
     * @param type method and class
     * @param key key of MESSAGE-INTEGRITY, which is added as the last attribute; null: without
     */
    static byte[] write(int type, byte[] transactionId, Map<Integer, byte[]> attributes, byte[] key) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        attributes.forEach((attribute, value) -> {
            byte[] padded = Arrays.copyOf(value, (value.length + 3) & ~3);
            body.writeBytes(new byte[] {
                (byte) (attribute >> 8), attribute.byteValue(), (byte) (value.length >> 8), (byte) value.length
            });
            body.writeBytes(padded);
        });
        int integrityAt = HEADER_LENGTH + body.size();
        byte[] message = new byte[integrityAt + (key == null ? 0 : 4 + INTEGRITY_LENGTH)];
        NetworkOrder.put16(message, 0, type);
        NetworkOrder.put16(message, 2, message.length - HEADER_LENGTH);
        NetworkOrder.put32(message, 4, MAGIC_COOKIE);
        System.arraycopy(transactionId, 0, message, 8, TRANSACTION_ID_LENGTH);
        System.arraycopy(body.toByteArray(), 0, message, HEADER_LENGTH, body.size());
        if (key != null) {
            NetworkOrder.put16(message, integrityAt, MESSAGE_INTEGRITY);
            NetworkOrder.put16(message, integrityAt + 2, INTEGRITY_LENGTH);
            System.arraycopy(
                    hmac(key, Arrays.copyOf(message, integrityAt)), 0, message, integrityAt + 4, INTEGRITY_LENGTH);
        }
        return message;
    }

    /** @return the message, or null for anything else */
    static TurnMessage parse(byte[] bytes) {
        if (bytes.length < HEADER_LENGTH
                || bytes.length != HEADER_LENGTH + NetworkOrder.u16(bytes, 2)
                || NetworkOrder.i32(bytes, 4) != MAGIC_COOKIE) {
            return null;
        }
        TurnMessage message = new TurnMessage(bytes);
        int at = HEADER_LENGTH;
        while (at + 4 <= bytes.length) {
            int type = NetworkOrder.u16(bytes, at);
            int length = NetworkOrder.u16(bytes, at + 2);
            if (at + 4 + length > bytes.length) {
                return null;
            }
            message.attributes.putIfAbsent(type, Arrays.copyOfRange(bytes, at + 4, at + 4 + length));
            if (type == MESSAGE_INTEGRITY && message.integrityAt < 0) {
                message.integrityAt = at;
            }
            at += 4 + ((length + 3) & ~3);
        }
        return message;
    }

    /** Method and class, as {@link #write} takes them. */
    int type() {
        return NetworkOrder.u16(bytes, 0);
    }

    byte[] transactionId() {
        return Arrays.copyOfRange(bytes, 8, 8 + TRANSACTION_ID_LENGTH);
    }

    boolean answers(byte[] transactionId) {
        int kind = type() & CLASS_MASK;
        return (kind == SUCCESS || kind == ERROR) && Arrays.equals(transactionId, transactionId());
    }

    boolean isError() {
        return (type() & CLASS_MASK) == ERROR;
    }

    /** @return the value, or null if the message does not have the attribute */
    byte[] attribute(int type) {
        return attributes.get(type);
    }

    /** The code of an error response; 0 if there is none. */
    int errorCode() {
        byte[] value = attributes.get(ERROR_CODE);
        return value == null || value.length < 4 ? 0 : (value[2] & 7) * 100 + (value[3] & 0xff) % 100;
    }

    /** The reason phrase of an error response, which is the relay's text. */
    String reason() {
        byte[] value = attributes.get(ERROR_CODE);
        return value == null || value.length <= 4
                ? ""
                : new String(value, 4, value.length - 4, StandardCharsets.UTF_8).strip();
    }

    /** @return the address in an attribute such as XOR-RELAYED-ADDRESS, or null if it is missing or malformed */
    InetSocketAddress address(int type) {
        byte[] value = attributes.get(type);
        int length = value == null || value.length < 8 ? 0 : value[1] == 1 ? 4 : value[1] == 2 ? 16 : 0;
        if (length == 0 || value.length != 4 + length) {
            return null;
        }
        byte[] address = new byte[length];
        for (int i = 0; i < length; i++) {
            address[i] = (byte) (value[4 + i] ^ bytes[4 + i]);
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(address), NetworkOrder.u16(value, 2) ^ MAGIC_COOKIE >>> 16);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }

    /** The value of an attribute such as XOR-PEER-ADDRESS. */
    static byte[] xored(InetSocketAddress address, byte[] transactionId) {
        byte[] plain = address.getAddress().getAddress();
        byte[] mask = new byte[4 + TRANSACTION_ID_LENGTH];
        NetworkOrder.put32(mask, 0, MAGIC_COOKIE);
        System.arraycopy(transactionId, 0, mask, 4, TRANSACTION_ID_LENGTH);
        byte[] value = new byte[4 + plain.length];
        value[1] = (byte) (plain.length == 4 ? 1 : 2);
        NetworkOrder.put16(value, 2, address.getPort() ^ MAGIC_COOKIE >>> 16);
        for (int i = 0; i < plain.length; i++) {
            value[4 + i] = (byte) (plain[i] ^ mask[i]);
        }
        return value;
    }

    /** Whether MESSAGE-INTEGRITY is there and was made with this key. */
    boolean isAuthentic(byte[] key) {
        byte[] value = attributes.get(MESSAGE_INTEGRITY);
        if (value == null) {
            return false;
        }
        byte[] covered = Arrays.copyOf(bytes, integrityAt);
        // For the check, the header's length ends with MESSAGE-INTEGRITY (RFC 8489 section 14.5).
        NetworkOrder.put16(covered, 2, integrityAt + 4 + INTEGRITY_LENGTH - HEADER_LENGTH);
        return MessageDigest.isEqual(hmac(key, covered), value);
    }

    /** The key of long-term credentials (RFC 8489 section 9.2.2). */
    static byte[] key(String username, String realm, String password) {
        try {
            return MessageDigest.getInstance("MD5")
                    .digest((username + ":" + realm + ":" + password).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JRE has MD5", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] covered) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(covered);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JRE has HmacSHA1", e);
        }
    }
}
