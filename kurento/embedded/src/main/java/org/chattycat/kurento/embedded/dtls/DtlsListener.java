package org.chattycat.kurento.embedded.dtls;

/** Told how a handshake ends, on a handshake thread. */
public interface DtlsListener {
    /** To be sent to the peer; copy before return. */
    void send(byte[] buffer, int offset, int length);

    /** The handshake begins. */
    void connecting();

    void established(SrtpKeys keys);

    /** The handshake did not succeed. */
    void failed(String reason);

    /** The peer closed or broke an association that was there. */
    void ended(String reason);
}
