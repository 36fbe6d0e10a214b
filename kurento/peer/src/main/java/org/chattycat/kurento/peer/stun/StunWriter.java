package org.chattycat.kurento.peer.stun;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.crypto.Mac;

/** Writes one STUN message (RFC 8489 section 5), which ends with MESSAGE-INTEGRITY and FINGERPRINT. */
final class StunWriter {
    private static final int END_LENGTH = 4 + StunMessage.INTEGRITY_LENGTH + 4 + 4;

    private final ByteBuffer message;

    /** @param attributesLength the most bytes that the attributes can take, with their headers and padding */
    StunWriter(int type, byte[] transactionId, int attributesLength) {
        message = ByteBuffer.allocate(StunMessage.HEADER_LENGTH + attributesLength + END_LENGTH);
        message.putShort((short) type)
                .putShort((short) 0)
                .putInt(StunMessage.MAGIC_COOKIE)
                .put(transactionId);
    }

    StunWriter attribute(int type, byte[] value) {
        message.putShort((short) type).putShort((short) value.length).put(value);
        while (message.position() % 4 != 0) {
            message.put((byte) 0);
        }
        return this;
    }

    /** @param mac keyed with the short-term password that protects the message */
    byte[] end(Mac mac) {
        int integrityAt = message.position();
        // The header's length ends with the attribute that is being computed (RFC 8489 sections 14.5 and 14.7).
        setLength(integrityAt + 4 + StunMessage.INTEGRITY_LENGTH);
        mac.update(message.array(), 0, integrityAt);
        attribute(StunMessage.MESSAGE_INTEGRITY, mac.doFinal());
        int fingerprintAt = message.position();
        setLength(fingerprintAt + 8);
        CRC32 crc = new CRC32();
        crc.update(message.array(), 0, fingerprintAt);
        int fingerprint = (int) crc.getValue() ^ StunMessage.FINGERPRINT_XOR;
        attribute(
                StunMessage.FINGERPRINT,
                ByteBuffer.allocate(4).putInt(fingerprint).array());
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }

    private void setLength(int end) {
        message.putShort(2, (short) (end - StunMessage.HEADER_LENGTH));
    }
}
