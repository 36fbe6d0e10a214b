package org.chattycat.app.identity.signin;

import org.springframework.security.core.AuthenticationException;

/** The link is valid, but another browser requested it, and the code is missing or wrong. */
final class OtherBrowserException extends AuthenticationException {
    private static final long serialVersionUID = 1;

    private final boolean codeGiven;

    OtherBrowserException(boolean codeGiven) {
        super("another browser requested this link");
        this.codeGiven = codeGiven;
    }

    boolean codeGiven() {
        return codeGiven;
    }
}
