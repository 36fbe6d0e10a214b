package org.chattycat.app.identity.signin;

import java.time.Duration;
import org.chattycat.app.platform.mail.Email;

/** The letter with the link. */
final class SignInEmail {
    private SignInEmail() {}

    /** @param address absolute, with the token in its fragment: fragments reach no server log and no Referer */
    static Email write(String to, String address, Duration lifetime) {
        return Email.of(
                to,
                "Sign in to Chatty Cat",
                "open this link to sign in to Chatty Cat:",
                address,
                "It works once, within %d minutes. If you did not ask for it, do nothing: nobody gets in without it."
                        .formatted(lifetime.toMinutes()));
    }
}
