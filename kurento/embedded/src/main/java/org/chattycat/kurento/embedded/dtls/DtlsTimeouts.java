package org.chattycat.kurento.embedded.dtls;

import java.time.Duration;

/**
 * How long to wait for a peer.
 *
 * @param handshake limit of a whole handshake
 * @param flight how long the peer may send nothing while a handshake waits for its next flight
 */
public record DtlsTimeouts(Duration handshake, Duration flight) {
    public DtlsTimeouts {
        if (handshake.isNegative() || handshake.isZero() || flight.isNegative() || flight.isZero()) {
            throw new IllegalArgumentException("the time-outs of DTLS must be positive");
        }
    }

    /** Lets the peer be silent for as long as the handshake may take. */
    public static DtlsTimeouts of(Duration handshake) {
        return new DtlsTimeouts(handshake, handshake);
    }

    int handshakeMillis() {
        return Math.toIntExact(handshake.toMillis());
    }
}
