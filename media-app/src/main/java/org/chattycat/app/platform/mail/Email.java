package org.chattycat.app.platform.mail;

import org.springframework.web.util.HtmlUtils;

/**
 * One email to one person.
 *
 * @param text body as plain text
 * @param html the same as HTML, without remote content, so that nobody learns that it was read
 * @param requester who requested it and can read it in the embedded mailbox, see {@link #requestedBy}; null for nobody
 */
public record Email(String to, String subject, String text, String html, String requester) {
    /**
     * An email of a few sentences, as plain text and HTML.
     *
     * @param shown a paragraph between the sentences, which becomes a link if it is a URL; may be empty
     */
    public static Email of(String to, String subject, String before, String shown, String after) {
        String text = "Hello,\n\n" + before + "\n\n" + (shown.isEmpty() ? "" : shown + "\n\n") + after + "\n";
        String html = "<!doctype html>\n<html lang=\"en\">\n"
                + "<body style=\"font-family: sans-serif; font-size: 16px; line-height: 1.5\">\n<p>Hello,</p>\n"
                + paragraph(before) + (shown.isEmpty() ? "" : paragraph(shown)) + paragraph(after)
                + "</body>\n</html>\n";
        return new Email(to, subject, text, html, null);
    }

    /**
     * Adds who requested this email. It is not sent.
     *
     * @param newRequester the secret of a browser, see {@link RequestingBrowser}, or the id of an account
     */
    public Email requestedBy(String newRequester) {
        return new Email(to, subject, text, html, newRequester);
    }

    /** Without the text, which may contain a sign-in link, and without the secret of the browser. */
    @Override
    public String toString() {
        return "Email[to=" + to + ", subject=" + subject + "]";
    }

    private static String paragraph(String text) {
        String escaped = HtmlUtils.htmlEscape(text);
        return "<p>" + (text.matches("https?://\\S+") ? "<a href=\"" + escaped + "\">" + escaped + "</a>" : escaped)
                + "</p>\n";
    }
}
