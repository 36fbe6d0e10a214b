package org.chattycat.kurento.peer.dtls;

/** Receives what an association sends and how its handshake ends; called on a handshake thread. */
public interface DtlsListener {
    /** Sends a datagram to the peer. The buffer is reused after the call returns. */
    void send(byte[] buffer, int offset, int length);

    /** The handshake starts. */
    void connecting();

    void established(SrtpKeys keys);

    /** The handshake failed. */
    void failed(String reason);

    /** The peer closed or broke an established association. */
    void ended(String reason);
}
