package org.chattycat.kurento.peer.turn;

import java.io.IOException;

/** The relay refused a request. */
public final class TurnException extends IOException {
    private static final long serialVersionUID = 1;

    /** The relay does not accept the credentials. */
    public static final int UNAUTHORIZED = 401;

    private final int code;

    TurnException(int code, String reason) {
        super("error " + code + (reason.isBlank() ? "" : " (" + reason + ")"));
        this.code = code;
    }

    /** The error code (RFC 8489 section 14.8 and RFC 8656 section 19). */
    public int code() {
        return code;
    }
}
