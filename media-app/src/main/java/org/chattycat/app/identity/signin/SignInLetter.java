package org.chattycat.app.identity.signin;

import java.time.Duration;
import org.chattycat.app.platform.mail.Letter;

/** The letter with the link. */
final class SignInLetter {
    private SignInLetter() {}

    /** @param address absolute, with the token in its fragment: fragments reach no server log and no Referer */
    static Letter write(String to, String address, Duration lifetime) {
        return Letter.of(
                to,
                "Sign in to Chatty Cat",
                "open this link to sign in to Chatty Cat:",
                address,
                "It works once, within %d minutes. If you did not ask for it, do nothing: nobody gets in without it."
                        .formatted(lifetime.toMinutes()));
    }
}
