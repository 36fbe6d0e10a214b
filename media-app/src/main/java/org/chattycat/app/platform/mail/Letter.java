package org.chattycat.app.platform.mail;

import org.springframework.web.util.HtmlUtils;

/**
 * One letter to one person.
 *
 * @param text body as plain text
 * @param html the same as HTML: no remote content, so that reading it tells nobody anything
 * @param asker who caused it and may read it in the embedded mailbox, see {@link #askedForBy}; null for nobody
 */
public record Letter(String to, String subject, String text, String html, String asker) {
    /**
     * A letter of a few sentences in both forms.
     *
     * @param shown stands by itself between the sentences, as a link where it is an address of the site; may be empty
     */
    public static Letter of(String to, String subject, String before, String shown, String after) {
        String text = "Hello,\n\n" + before + "\n\n" + (shown.isEmpty() ? "" : shown + "\n\n") + after + "\n";
        String html = "<!doctype html>\n<html lang=\"en\">\n"
                + "<body style=\"font-family: sans-serif; font-size: 16px; line-height: 1.5\">\n<p>Hello,</p>\n"
                + paragraph(before) + (shown.isEmpty() ? "" : paragraph(shown)) + paragraph(after)
                + "</body>\n</html>\n";
        return new Letter(to, subject, text, html, null);
    }

    /**
     * Notes who caused this email. It stays in this process and is not sent.
     *
     * @param newAsker the secret of a browser, see {@link AskingBrowser}, or an account's id
     */
    public Letter askedForBy(String newAsker) {
        return new Letter(to, subject, text, html, newAsker);
    }

    /** Without the text, which may contain a sign-in link, and without the browser's secret. */
    @Override
    public String toString() {
        return "Letter[to=" + to + ", subject=" + subject + "]";
    }

    private static String paragraph(String text) {
        String escaped = HtmlUtils.htmlEscape(text);
        return "<p>" + (text.matches("https?://\\S+") ? "<a href=\"" + escaped + "\">" + escaped + "</a>" : escaped)
                + "</p>\n";
    }
}
