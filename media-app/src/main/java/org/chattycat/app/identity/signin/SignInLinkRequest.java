package org.chattycat.app.identity.signin;

import java.time.Duration;
import org.chattycat.app.identity.account.EmailAddress;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;

/** A request for a link, with the secret of the requesting browser. */
final class SignInLinkRequest extends GenerateOneTimeTokenRequest {
    private final String browserSecret;

    SignInLinkRequest(EmailAddress email, String browserSecret, Duration lifetime) {
        super(email.value(), lifetime);
        this.browserSecret = browserSecret;
    }

    String browserSecret() {
        return browserSecret;
    }
}
