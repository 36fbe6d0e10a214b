package org.chattycat.app.identity.account;

/** An access token does not give what was requested, although its account has it. The message is for people. */
public final class TokenScopeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TokenScopeException(String message) {
        super(message);
    }
}
