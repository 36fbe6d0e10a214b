package org.chattycat.app.profile;

import org.chattycat.app.mail.Letter;
import org.springframework.web.util.HtmlUtils;

/** The letters of the account page. */
final class ProfileLetters {
    private ProfileLetters() {}

    static Letter confirm(String to, String address) {
        return letter(
                to,
                "Confirm your new e-mail address",
                "open this link, in the browser where you are signed in, to use this address for Chatty Cat:",
                address,
                "If you did not ask for it, do nothing: nothing changes.");
    }

    static Letter changed(String to, String newEmail) {
        return letter(
                to,
                "Your e-mail address was changed",
                "sign-in links of your Chatty Cat account go to another address from now on:",
                newEmail,
                "If that was not you, somebody else is using your account: answer to whoever runs this site.");
    }

    static Letter deleted(String to) {
        return letter(
                to,
                "Your account was deleted",
                "your Chatty Cat account was deleted, as you asked.",
                "",
                "Your name is gone from all meetings. What was measured in them stays, without a name.");
    }

    private static Letter letter(String to, String subject, String before, String middle, String after) {
        String text = "Hello,\n\n" + before + "\n\n" + (middle.isEmpty() ? "" : middle + "\n\n") + after + "\n";
        String shown = HtmlUtils.htmlEscape(middle);
        String paragraph = middle.startsWith("http") ? "<a href=\"" + shown + "\">" + shown + "</a>" : shown;
        String html = "<!doctype html>\n<html lang=\"en\">\n"
                + "<body style=\"font-family: sans-serif; font-size: 16px; line-height: 1.5\">\n<p>Hello,</p>\n<p>"
                + before + "</p>\n<p>" + paragraph + "</p>\n<p>" + after + "</p>\n</body>\n</html>\n";
        return new Letter(to, subject, text, html);
    }
}
