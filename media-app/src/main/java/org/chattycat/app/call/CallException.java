package org.chattycat.app.call;

/** A request cannot be met. The message is a sentence for people. */
final class CallException extends RuntimeException {
    private final ErrorCode code;

    CallException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
