package org.chattycat.app.platform.mail;

import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.web.util.HtmlUtils;

/**
 * One email to one person.
 *
 * @param text body as plain text
 * @param html the same as HTML, without remote content, so that nobody learns that it was read
 * @param accountId whose account it is about; null for none
 * @param meetingId the meeting that the text is about; null for none
 * @param browserHash a hash of the secret of the browser that requested it, see {@link #requestedBy}; null for none
 * @param lifetime how long it is worth sending; null for the lifetime of a message without a link
 */
public record Email(
        String to,
        String subject,
        String text,
        String html,
        UUID accountId,
        UUID meetingId,
        String browserHash,
        Duration lifetime) {
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
        return new Email(to, subject, text, html, null, null, null, null);
    }

    /**
     * Adds the browser that requested this email, which can then read it in the embedded mailbox. Only a hash of the secret is
     * kept.
     *
     * @param secret see {@link RequestingBrowser}
     */
    public Email requestedBy(String secret) {
        return new Email(to, subject, text, html, accountId, meetingId, hash(secret), lifetime);
    }

    /** Adds the account that it is about, which can read it in the embedded mailbox, and with which it is deleted. */
    public Email about(UUID account) {
        return new Email(to, subject, text, html, account, meetingId, browserHash, lifetime);
    }

    /** Adds the meeting that it is about, with which it is deleted. */
    public Email aboutMeeting(UUID meeting) {
        return new Email(to, subject, text, html, accountId, meeting, browserHash, lifetime);
    }

    /** Adds how long it is worth sending, such as the lifetime of the link in it. */
    public Email validFor(Duration time) {
        return new Email(to, subject, text, html, accountId, meetingId, browserHash, time);
    }

    /** Whether this browser requested it. */
    boolean wasRequestedBy(String secret) {
        return browserHash != null && !secret.isEmpty() && browserHash.equals(hash(secret));
    }

    /** Without the text, which may contain a sign-in link, and without the address, so that neither gets into a log. */
    @Override
    public String toString() {
        return "Email[subject=" + subject + "]";
    }

    private static String hash(String secret) {
        return HexFormat.of().formatHex(Sha256.of(secret));
    }

    private static String paragraph(String text) {
        String escaped = HtmlUtils.htmlEscape(text);
        return "<p>" + (text.matches("https?://\\S+") ? "<a href=\"" + escaped + "\">" + escaped + "</a>" : escaped)
                + "</p>\n";
    }
}
