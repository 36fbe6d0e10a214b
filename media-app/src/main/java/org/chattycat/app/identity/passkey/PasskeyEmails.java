package org.chattycat.app.identity.passkey;

import org.chattycat.app.platform.mail.Email;

/** What the owner of an account should hear of, whoever did it. */
final class PasskeyEmails {
    private PasskeyEmails() {}

    static Email added(String to, String name) {
        return Email.of(
                to,
                "A passkey was added to your account",
                "from now on this passkey signs in to your Chatty Cat account:",
                name,
                "If that was not you, delete it on the account page and end all other sessions there.");
    }

    static Email cloned(String to) {
        return Email.of(
                to,
                "A passkey of yours was refused",
                "one of your passkeys was used in a way that only a copy of it explains, so it signs nobody in any more.",
                "",
                "Sign in by link, delete it on the account page, look there for sessions that are not yours, and add a"
                        + " new passkey.");
    }
}
