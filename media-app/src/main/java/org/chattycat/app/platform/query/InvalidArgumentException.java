package org.chattycat.app.platform.query;

/** An argument of a GraphQL field, or a parameter of a request, is not valid. The client sees the message and the code. */
public final class InvalidArgumentException extends RuntimeException {
    private final String code;

    /** With the code {@code INVALID_ARGUMENT}. */
    public InvalidArgumentException(String message) {
        this("INVALID_ARGUMENT", message);
    }

    /** With a code for clients that distinguish this error from others. */
    public InvalidArgumentException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
