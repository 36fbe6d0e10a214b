package org.chattycat.app.identity.signin;

import java.time.Instant;
import org.springframework.security.authentication.ott.OneTimeToken;

/**
 * A sign-in link. The token is in clear text only until the email is sent.
 *
 * @param tokenValue the secret in the link
 * @param username the email address that the link was sent to
 * @param code shown in the browser that requested the link; has to be typed when another browser opens it
 */
record SignInLink(String tokenValue, String username, Instant expiresAt, String code) implements OneTimeToken {
    private static final long serialVersionUID = 1;

    @Override
    public String getTokenValue() {
        return tokenValue;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public Instant getExpiresAt() {
        return expiresAt;
    }

    /** Without the token and the code. */
    @Override
    public String toString() {
        return "sign-in link until " + expiresAt;
    }
}
