package org.chattycat.kurento.embedded.endpoints;

/** The state of a peer's DTLS association, by Kurento's names. */
public enum DtlsState {
    NEW,
    CONNECTING,
    CONNECTED,
    /** The handshake did not succeed. */
    FAILED,
    /** The peer ended the established association. */
    CLOSED
}
