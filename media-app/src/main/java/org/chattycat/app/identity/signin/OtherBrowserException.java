package org.chattycat.app.identity.signin;

import org.springframework.security.core.AuthenticationException;

/** The link is good, but this is not the browser that asked for it and the code is missing or wrong. */
final class OtherBrowserException extends AuthenticationException {
    private static final long serialVersionUID = 1;

    private final boolean codeGiven;

    OtherBrowserException(boolean codeGiven) {
        super("another browser asked for this link");
        this.codeGiven = codeGiven;
    }

    boolean codeGiven() {
        return codeGiven;
    }
}
