package org.chattycat.app.identity.token;

/** An access token or a shared link is malformed, unknown, revoked or expired. Which of these is not told. */
public final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param what is not valid, such as "access token" */
    public InvalidTokenException(String what) {
        super("This %s is not valid: it is unknown, was revoked or has expired.".formatted(what), null, false, false);
    }
}
