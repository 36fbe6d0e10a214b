package org.chattycat.app.identity.account;

import java.time.Duration;
import org.chattycat.app.platform.mail.Email;

/** The texts of all emails about accounts. */
public final class AccountEmails {
    private AccountEmails() {}

    /** @param link absolute, with the token in its fragment, which browsers send to no server */
    public static Email signInLink(EmailAddress to, String link, Duration lifetime) {
        return Email.of(
                        to.value(),
                        "Sign in to Chatty Cat",
                        "Open this link to sign in to Chatty Cat:",
                        link,
                        "The link works once and expires %d minutes after it was requested. Didn't request this link? You can ignore this email: nobody can sign in without it."
                                .formatted(lifetime.toMinutes()))
                .validFor(lifetime);
    }

    /** @param link absolute, with the token in its fragment */
    public static Email confirmAddress(EmailAddress to, String link, Duration lifetime) {
        return Email.of(
                        to.value(),
                        "Confirm your new email address",
                        "Open this link in the browser where you are signed in, to use this address for Chatty Cat:",
                        link,
                        "Didn't request this change? You can ignore this email: nothing changes.")
                .validFor(lifetime);
    }

    /** @param to the old address */
    public static Email addressChanged(String to, EmailAddress newAddress) {
        return Email.of(
                to,
                "Your email address was changed",
                "Sign-in links for your Chatty Cat account are now sent to another address:",
                newAddress.value(),
                "If you did not change it, somebody else is using your account. Contact the operator of this site.");
    }

    public static Email accountDeleted(String to) {
        return Email.of(
                to,
                "Your account was deleted",
                "Your Chatty Cat account was deleted, as you requested.",
                "",
                "Your name was removed from all meetings. Measurements in them are kept without a name.");
    }

    public static Email passkeyAdded(String to, String passkey) {
        return Email.of(
                to,
                "A passkey was added to your account",
                "This passkey can now sign in to your Chatty Cat account:",
                passkey,
                "If you did not add it, delete it on the account page, and end all other sessions there.");
    }

    public static Email passkeyCloned(String to) {
        return Email.of(
                to,
                "One of your passkeys was refused",
                "One of your passkeys was used in a way that indicates a copy of it. It can no longer sign in.",
                "",
                "Sign in with a link, delete the passkey on the account page, end sessions that are not yours, and add a new passkey.");
    }

    public static Email tokenCreated(String to, String token) {
        return Email.of(
                to,
                "An access token was created for your account",
                "Programs that have this token can now use the API for your Chatty Cat account:",
                token,
                "If you did not create it, revoke it on the account page, and end all other sessions there.");
    }

    public static Email webhookCreated(String to, String url) {
        return Email.of(
                to,
                "A webhook was created for your account",
                "Alerts of your Chatty Cat account can now be posted to this address:",
                // No link: nobody needs to open it.
                "“" + url + "”",
                "If you did not create it, delete it on the account page, and end all other sessions there.");
    }
}
