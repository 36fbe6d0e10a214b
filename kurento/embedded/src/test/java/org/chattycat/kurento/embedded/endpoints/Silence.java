package org.chattycat.kurento.embedded.endpoints;

/** When a peer falls silent; it has passed one connectivity check in every case. */
enum Silence {
    BEFORE_CLIENT_HELLO,
    WITHIN_CLIENT_HELLO,
    BEFORE_COOKIE,
    AFTER_SERVER_HELLO,
    WITHIN_FLIGHT,
    /** The peer offered {@code setup:passive}, so the server speaks first. */
    PASSIVE;

    /** Whether the server's handshake has begun by then. */
    boolean begins() {
        return ordinal() >= AFTER_SERVER_HELLO.ordinal();
    }
}
