package org.chattycat.app.call;

/** A request that is refused. The message is a sentence for people. */
final class CallException extends RuntimeException {
    private final CallErrorCode code;

    CallException(CallErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    CallErrorCode code() {
        return code;
    }
}
