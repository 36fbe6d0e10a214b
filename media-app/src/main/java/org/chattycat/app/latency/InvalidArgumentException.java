package org.chattycat.app.latency;

/** An argument of a query must not be like this. The message is for people. */
final class InvalidArgumentException extends RuntimeException {
    InvalidArgumentException(String message) {
        super(message);
    }
}
