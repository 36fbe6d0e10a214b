package org.chattycat.app.platform.mail;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps emails in memory where no mail server is configured, so that signing in works at once. It takes them from the
 * application alone and listens on no port: no other program, and no web page in a browser on this machine, can put
 * anything into it.
 */
final class EmbeddedMailbox {
    /** More than a person trying things out reads; when it is full, the oldest are dropped. */
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

    /** Those that {@code visible} accepts, newest first. */
    synchronized List<ReceivedMail> emails(Predicate<Email> visible) {
        return emails.stream()
                .filter(kept -> visible.test(kept.email()))
                .map(Kept::shown)
                .toList();
    }
}
