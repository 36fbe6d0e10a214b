package org.chattycat.app.platform.query;

/** An argument of a GraphQL field is not valid. The client sees the message, with the code {@code INVALID_ARGUMENT}. */
public final class InvalidArgumentException extends RuntimeException {
    public InvalidArgumentException(String message) {
        super(message);
    }
}
