package org.chattycat.kurento.embedded.endpoints;

/** A transport cannot begin, because all UDP ports that it may use are taken. The message is for the log. */
public final class PortsExhaustedException extends RuntimeException {
    PortsExhaustedException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
