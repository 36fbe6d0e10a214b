package org.chattycat.kurento.peer.dtls;

import java.time.Duration;

/**
 * Limits of the wait for a peer in a handshake.
 *
 * @param handshake limit of the whole handshake
 * @param flight limit of the peer's silence while the handshake waits for its next flight
 */
public record DtlsTimeouts(Duration handshake, Duration flight) {
    public DtlsTimeouts {
        if (handshake.isNegative() || handshake.isZero() || flight.isNegative() || flight.isZero()) {
            throw new IllegalArgumentException("DTLS time-outs must be positive");
        }
    }

    /** Sets no separate limit for the peer's silence. */
    public static DtlsTimeouts of(Duration handshake) {
        return new DtlsTimeouts(handshake, handshake);
    }

    int handshakeMillis() {
        return Math.toIntExact(handshake.toMillis());
    }
}
