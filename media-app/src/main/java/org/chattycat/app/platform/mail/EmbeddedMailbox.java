package org.chattycat.app.platform.mail;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Stores emails in memory when no mail server is configured, so that signing in works without any set-up. It accepts emails from
 * this application only and listens on no port, so other programs and web pages cannot add emails.
 */
final class EmbeddedMailbox {
    /** More than somebody reads who tries the application out. When the mailbox is full, the oldest email is removed. */
    static final int MAX_EMAILS = 100;

    private final Clock clock;
    private final Deque<Kept> emails = new ArrayDeque<>();
    private long lastId;

    EmbeddedMailbox(Clock clock) {
        this.clock = clock;
    }

    private record Kept(Email email, ReceivedMail shown) {}

    synchronized void keep(Email email) {
        emails.addFirst(new Kept(
                email, new ReceivedMail(++lastId, email.to(), email.subject(), clock.instant(), email.text())));
        if (emails.size() > MAX_EMAILS) {
            emails.removeLast();
        }
    }

    /** The emails that {@code visible} accepts, newest first. */
    synchronized List<ReceivedMail> emails(Predicate<Email> visible) {
        return emails.stream()
                .filter(kept -> visible.test(kept.email()))
                .map(Kept::shown)
                .toList();
    }
}
