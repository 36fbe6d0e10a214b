package org.chattycat.kurento.peer.stun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A connectivity check as a full ICE agent sends it (RFC 8445 section 7.2.2).
 *
 * @param transactionId 12 random bytes
 * @param toUfrag of the agent that receives the check
 * @param fromUfrag of the agent that sends it
 * @param priority that a peer-reflexive candidate learned from it would have
 * @param controlling whether the agent that sends it takes itself for the controlling one
 * @param tieBreaker of the agent that sends it
 * @param nominates whether the candidate pair is to be used for media
 */
public record StunCheck(
        byte[] transactionId,
        String toUfrag,
        String fromUfrag,
        long priority,
        boolean controlling,
        long tieBreaker,
        boolean nominates) {
    /** RFC 8445 section 5.1.2.1 with the type preference of a peer-reflexive candidate, local preference 1, component 1. */
    private static final long ANY_PRIORITY = 0x6e0001ffL;

    /**
     * @param password of the agent that receives the check
     * @return a check that nominates its candidate pair
     */
    public static byte[] write(String toUfrag, String fromUfrag, String password) {
        return any(toUfrag, fromUfrag, true).write(macOf(password));
    }

    /** @return a check without a nomination, as agents send them to keep a pair alive (RFC 7675 section 5.1) */
    public static byte[] consent(String toUfrag, String fromUfrag, String password) {
        return any(toUfrag, fromUfrag, false).write(macOf(password));
    }

    private static StunCheck any(String toUfrag, String fromUfrag, boolean nominates) {
        byte[] id = new byte[StunMessage.TRANSACTION_ID_LENGTH];
        ThreadLocalRandom.current().nextBytes(id);
        return new StunCheck(id, toUfrag, fromUfrag, ANY_PRIORITY, true, 1, nominates);
    }

    /** @param mac keyed with the short-term password of the agent that receives the check */
    public byte[] write(Mac mac) {
        byte[] user = (toUfrag + ":" + fromUfrag).getBytes(StandardCharsets.UTF_8);
        StunWriter writer = new StunWriter(StunMessage.BINDING_REQUEST, transactionId, 4 + user.length + 3 + 8 + 12 + 4)
                .attribute(StunMessage.USERNAME, user)
                .attribute(
                        StunMessage.PRIORITY,
                        ByteBuffer.allocate(4).putInt((int) priority).array())
                .attribute(
                        controlling ? StunMessage.ICE_CONTROLLING : StunMessage.ICE_CONTROLLED,
                        ByteBuffer.allocate(8).putLong(tieBreaker).array());
        if (nominates) {
            writer.attribute(StunMessage.USE_CANDIDATE, new byte[0]);
        }
        return writer.end(mac);
    }

    /** Whether this is a binding success response. */
    public static boolean isSuccess(byte[] buffer, int length) {
        return length >= StunMessage.HEADER_LENGTH && buffer[0] == 0x01 && buffer[1] == 0x01;
    }

    /** The function that protects messages with a short-term password (RFC 8489 section 9.1.1). */
    public static Mac macOf(String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JRE has HmacSHA1", e);
        }
    }
}
