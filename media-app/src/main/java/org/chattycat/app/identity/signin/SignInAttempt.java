package org.chattycat.app.identity.signin;

import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;

/** What a browser sends to use a link: the token, its own secret if it has one, and a code if a person typed one. */
final class SignInAttempt extends OneTimeTokenAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final String browserSecret;
    private final String code;

    SignInAttempt(String token, String browserSecret, String code) {
        super(token);
        this.browserSecret = browserSecret;
        this.code = code;
    }

    /** Empty where the browser has none. */
    String browserSecret() {
        return browserSecret;
    }

    /** Empty where none was typed. */
    String code() {
        return code;
    }
}
