package org.chattycat.app.signin;

import java.time.Duration;
import org.chattycat.app.mail.Letter;

/** The letter with the link. */
final class SignInLetter {
    private SignInLetter() {}

    /** @param address absolute, with the token in its fragment: fragments reach no server log and no Referer */
    static Letter write(String to, String address, Duration lifetime) {
        long minutes = lifetime.toMinutes();
        String text = """
                Hello,

                open this link to sign in to Chatty Cat:

                %s

                It works once, within %d minutes. If you did not ask for it, do nothing: nobody gets in without it.
                """.formatted(address, minutes);
        String html = """
                <!doctype html>
                <html lang="en">
                <body style="font-family: sans-serif; font-size: 16px; line-height: 1.5">
                <p>Hello,</p>
                <p>open this link to sign in to Chatty Cat:</p>
                <p><a href="%1$s">%1$s</a></p>
                <p>It works once, within %2$d minutes. If you did not ask for it, do nothing: nobody gets in without it.</p>
                </body>
                </html>
                """.formatted(address, minutes);
        return new Letter(to, "Sign in to Chatty Cat", text, html);
    }
}
