package org.chattycat.kurento.peer.stun;

import java.nio.ByteBuffer;
import javax.crypto.Mac;

/**
 * A view of the answer to a connectivity check: a STUN binding success or error response (RFC 8489 section 6.3.1). Trust it only
 * after {@link #isAuthentic}.
 */
public final class StunCheckAnswer {
    /** The agents disagree about who controls (RFC 8445 section 7.3.1.1). */
    public static final int ROLE_CONFLICT = 487;

    private final StunMessage message;

    private StunCheckAnswer(StunMessage message) {
        this.message = message;
    }

    /** @return the answer, or null for any other datagram, or without MESSAGE-INTEGRITY */
    public static StunCheckAnswer parse(byte[] buffer, int offset, int length) {
        StunMessage message = StunMessage.parse(buffer, offset, length);
        boolean answer = message != null
                && (message.type() == StunMessage.BINDING_SUCCESS || message.type() == StunMessage.BINDING_ERROR);
        return answer ? new StunCheckAnswer(message) : null;
    }

    /** The 12 bytes of the check's transaction id; they can be compared with others. */
    public ByteBuffer transactionId() {
        return ByteBuffer.wrap(message.transactionId());
    }

    public boolean isSuccess() {
        return message.type() == StunMessage.BINDING_SUCCESS;
    }

    /** The error, such as {@link #ROLE_CONFLICT}; 0 if there is none. */
    public int errorCode() {
        return message.errorCode();
    }

    /** @param mac keyed with the short-term password of the agent that received the check */
    public boolean isAuthentic(Mac mac) {
        return message.isAuthentic(mac);
    }
}
