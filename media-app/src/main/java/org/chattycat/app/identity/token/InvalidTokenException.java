package org.chattycat.app.identity.token;

/** An access token is malformed, unknown, revoked or expired. Which of these is not told. */
public final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidTokenException() {
        super("This access token is not valid: it is unknown, was revoked or has expired.", null, false, false);
    }
}
