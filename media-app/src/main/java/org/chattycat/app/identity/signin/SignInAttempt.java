package org.chattycat.app.identity.signin;

import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;

/** An attempt to use a link: the token, the secret of the browser if it has one, and the code if a person typed it. */
final class SignInAttempt extends OneTimeTokenAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final String browserSecret;
    private final String code;

    SignInAttempt(String token, String browserSecret, String code) {
        super(token);
        this.browserSecret = browserSecret;
        this.code = code;
    }

    /** Empty when the browser has none. */
    String browserSecret() {
        return browserSecret;
    }

    /** Empty when none was typed. */
    String code() {
        return code;
    }
}
