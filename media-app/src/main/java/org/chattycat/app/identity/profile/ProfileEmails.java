package org.chattycat.app.identity.profile;

import org.chattycat.app.platform.mail.Email;

/** The letters of the account page. */
final class ProfileEmails {
    private ProfileEmails() {}

    static Email confirm(String to, String address) {
        return Email.of(
                to,
                "Confirm your new e-mail address",
                "open this link, in the browser where you are signed in, to use this address for Chatty Cat:",
                address,
                "If you did not ask for it, do nothing: nothing changes.");
    }

    static Email changed(String to, String newEmail) {
        return Email.of(
                to,
                "Your e-mail address was changed",
                "sign-in links of your Chatty Cat account go to another address from now on:",
                newEmail,
                "If that was not you, somebody else is using your account: answer to whoever runs this site.");
    }

    static Email deleted(String to) {
        return Email.of(
                to,
                "Your account was deleted",
                "your Chatty Cat account was deleted, as you asked.",
                "",
                "Your name is gone from all meetings. What was measured in them stays, without a name.");
    }
}
