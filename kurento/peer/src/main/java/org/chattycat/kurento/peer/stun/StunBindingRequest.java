package org.chattycat.kurento.peer.stun;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * A view of a STUN binding request (RFC 8489) as ICE sends it (RFC 8445 section 7.1). {@link #parse} checks its form and
 * FINGERPRINT. Trust the sender only after {@link #isAuthentic}.
 */
public final class StunBindingRequest {
    private final StunMessage message;
    private final String username;

    private StunBindingRequest(StunMessage message, byte[] username) {
        this.message = message;
        this.username = new String(username, StandardCharsets.UTF_8);
    }

    /** @return the request, or null for any other datagram, or without user name or MESSAGE-INTEGRITY */
    public static StunBindingRequest parse(byte[] buffer, int offset, int length) {
        StunMessage message = StunMessage.parse(buffer, offset, length);
        if (message == null || message.type() != StunMessage.BINDING_REQUEST) {
            return null;
        }
        byte[] username = message.username();
        return username == null ? null : new StunBindingRequest(message, username);
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
        return message.useCandidate();
    }

    /** The tie-breaker of a sender that takes itself for the controlling agent (RFC 8445 section 7.1.3). */
    public Optional<Long> controlling() {
        return Optional.ofNullable(message.controlling());
    }

    byte[] transactionId() {
        return message.transactionId();
    }

    /** @param mac keyed with the short-term password of the agent that receives the request */
    public boolean isAuthentic(Mac mac) {
        return message.isAuthentic(mac);
    }
}
