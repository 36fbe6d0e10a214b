package org.chattycat.app.identity.signin;

import java.time.Instant;
import org.springframework.security.authentication.ott.OneTimeToken;

/**
 * A link's token, known in clear only until its letter is written.
 *
 * @param tokenValue the secret in the link
 * @param username the address it proves
 * @param code shown where the link was asked for, typed where it is opened in another browser
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

    /** Without the secrets. */
    @Override
    public String toString() {
        return "sign-in link until " + expiresAt;
    }
}
