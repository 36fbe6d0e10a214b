package org.chattycat.kurento.peer.stun;

import static org.chattycat.kurento.peer.stun.StunBindingRequest.BINDING_REQUEST;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.FINGERPRINT;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.FINGERPRINT_XOR;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.HEADER_LENGTH;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.INTEGRITY_LENGTH;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.MAGIC_COOKIE;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.MESSAGE_INTEGRITY;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.USERNAME;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.USE_CANDIDATE;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes connectivity checks as a full ICE agent sends them (RFC 8445 section 7.2.2). */
public final class StunCheck {
    private static final int PRIORITY = 0x0024;
    private static final int ICE_CONTROLLING = 0x802A;

    private StunCheck() {}

    /**
     * @param password of the agent that receives the check
     * @return a check that nominates its candidate pair
     */
    public static byte[] write(String toUfrag, String fromUfrag, String password) {
        return write(toUfrag, fromUfrag, password, true);
    }

    /** @return a check without a nomination, as agents send them to keep a pair alive (RFC 7675 section 5.1) */
    public static byte[] consent(String toUfrag, String fromUfrag, String password) {
        return write(toUfrag, fromUfrag, password, false);
    }

    private static byte[] write(String toUfrag, String fromUfrag, String password, boolean nominates) {
        byte[] user = (toUfrag + ":" + fromUfrag).getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(HEADER_LENGTH + 4 + user.length + 3 + 8 + 12 + 4 + 24 + 8);
        message.putShort((short) BINDING_REQUEST).putShort((short) 0).putInt(MAGIC_COOKIE);
        message.putInt(ThreadLocalRandom.current().nextInt())
                .putLong(ThreadLocalRandom.current().nextLong());
        message.putShort((short) USERNAME).putShort((short) user.length).put(user);
        while (message.position() % 4 != 0) {
            message.put((byte) 0);
        }
        message.putShort((short) PRIORITY).putShort((short) 4).putInt(0x6e0001ff);
        message.putShort((short) ICE_CONTROLLING).putShort((short) 8).putLong(1);
        if (nominates) {
            message.putShort((short) USE_CANDIDATE).putShort((short) 0);
        }
        int integrityAt = message.position();
        message.putShort(2, (short) (integrityAt + 4 + INTEGRITY_LENGTH - HEADER_LENGTH));
        message.putShort((short) MESSAGE_INTEGRITY).putShort((short) INTEGRITY_LENGTH);
        message.put(hmac(password, message.array(), integrityAt));
        int fingerprintAt = message.position();
        message.putShort(2, (short) (fingerprintAt + 8 - HEADER_LENGTH));
        CRC32 crc = new CRC32();
        crc.update(message.array(), 0, fingerprintAt);
        message.putShort((short) FINGERPRINT).putShort((short) 4).putInt((int) crc.getValue() ^ FINGERPRINT_XOR);
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }

    /** Whether this is a binding success response. */
    public static boolean isSuccess(byte[] buffer, int length) {
        return length >= HEADER_LENGTH && buffer[0] == 0x01 && buffer[1] == 0x01;
    }

    private static byte[] hmac(String password, byte[] bytes, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JRE has HmacSHA1", e);
        }
    }
}
