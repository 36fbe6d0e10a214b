package org.chattycat.kurento.embedded.ice;

import java.nio.ByteBuffer;

/** A local socket and a candidate of the peer, and how far the checks between them are (RFC 8445 section 6.1.2.6). */
final class CandidatePair {
    enum State {
        WAITING,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED
    }

    private final IceSocket socket;
    private final RemoteCandidate remote;
    private final long priority;
    State state = State.WAITING;
    /** The id of the check that has no answer yet, or null. */
    ByteBuffer transactionId;

    /** The check as it was sent, for its repetitions. */
    byte[] check;

    boolean nominates;
    int transmissions;
    long nextTransmissionNanos;

    CandidatePair(IceSocket socket, RemoteCandidate remote) {
        this.socket = socket;
        this.remote = remote;
        long controlling = socket.hostPriority();
        long controlled = remote.priority();
        // RFC 8445 section 6.1.2.3. Priorities have 31 bits, so this is a positive number.
        this.priority = (Math.min(controlling, controlled) << 32)
                + 2 * Math.max(controlling, controlled)
                + (controlling > controlled ? 1 : 0);
    }

    IceSocket socket() {
        return socket;
    }

    RemoteCandidate remote() {
        return remote;
    }

    long priority() {
        return priority;
    }
}
