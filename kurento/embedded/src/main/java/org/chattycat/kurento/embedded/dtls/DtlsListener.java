package org.chattycat.kurento.embedded.dtls;

/** Told how a handshake ends, on a handshake thread. */
public interface DtlsListener {
    /** To be sent to the peer; copy before return. */
    void send(byte[] buffer, int offset, int length);

    void established(SrtpKeys keys);

    /** The handshake failed, or the peer closed or broke the association. */
    void ended(String reason);
}
