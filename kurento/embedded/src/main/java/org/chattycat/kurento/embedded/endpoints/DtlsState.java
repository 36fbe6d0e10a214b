package org.chattycat.kurento.embedded.endpoints;

/** How far a peer's DTLS association is, in Kurento's own words. */
public enum DtlsState {
    NEW,
    CONNECTING,
    CONNECTED,
    /** The handshake did not succeed. */
    FAILED,
    /** The peer ended an association that was there. */
    CLOSED
}
