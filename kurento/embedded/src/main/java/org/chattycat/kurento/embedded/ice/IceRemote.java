package org.chattycat.kurento.embedded.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * An address of a peer that passed a check on one socket: the remote side of a candidate pair. Consent is per pair
 * (RFC 7675 section 5.1). Signs of life are authenticated checks, SRTP and SRTCP packets. Used on the media loop only.
 */
final class IceRemote {
    private final IceSession session;
    private final IceSocket socket;
    private final InetSocketAddress address;
    private int lives;
    private long lastLifeNanos;
    private long lifeBeforeNanos;

    IceRemote(IceSession session, IceSocket socket, InetSocketAddress address) {
        this.session = session;
        this.socket = socket;
        this.address = address;
    }

    IceSession session() {
        return session;
    }

    IceSocket socket() {
        return socket;
    }

    InetSocketAddress address() {
        return address;
    }

    boolean send(ByteBuffer datagram) {
        return socket.send(datagram, address);
    }

    void alive(long nowNanos) {
        lives = Math.min(lives + 1, 2);
        lifeBeforeNanos = lastLifeNanos;
        lastLifeNanos = nowNanos;
    }

    boolean silentFor(long nanos, long nowNanos) {
        return nowNanos - lastLifeNanos > nanos;
    }

    /** Whether this pair has shown life twice since the other one did last. */
    boolean livedTwiceSince(IceRemote other) {
        return lives == 2 && lifeBeforeNanos - other.lastLifeNanos > 0;
    }
}
