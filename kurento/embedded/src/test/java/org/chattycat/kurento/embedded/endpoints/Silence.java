package org.chattycat.kurento.embedded.endpoints;

/** The point at which a peer stops sending. In every case it has passed one connectivity check. */
enum Silence {
    BEFORE_CLIENT_HELLO,
    WITHIN_CLIENT_HELLO,
    BEFORE_COOKIE,
    AFTER_SERVER_HELLO,
    WITHIN_FLIGHT,
    /** The peer offers {@code setup:passive}, so the server sends the first message. */
    PASSIVE;

    /** Whether the server's handshake has started by then. */
    boolean begins() {
        return ordinal() >= AFTER_SERVER_HELLO.ordinal();
    }
}
