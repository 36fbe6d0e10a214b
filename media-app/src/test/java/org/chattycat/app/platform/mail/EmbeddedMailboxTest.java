package org.chattycat.app.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class EmbeddedMailboxTest {
    private final EmbeddedMailbox mailbox = new EmbeddedMailbox(Clock.systemUTC());

    @Test
    void showsTheNewestFirstAndDropsTheOldest() {
        for (int i = 1; i <= EmbeddedMailbox.MAX_EMAILS + 5; i++) {
            mailbox.keep(Email.of("cat-" + i + "@example.org", "No. " + i, "", "", ""));
        }
        assertThat(mailbox.emails(email -> true))
                .hasSize(EmbeddedMailbox.MAX_EMAILS)
                .extracting(ReceivedMail::subject)
                .startsWith("No. 105", "No. 104")
                .endsWith("No. 6");
    }

    /** The mailbox stores the emails of the application itself, so there are no MIME messages that could break the list. */
    @Test
    void showsWhateverTheApplicationWrote() {
        mailbox.keep(new Email(
                "ada@example.org", "Grüße\r\nBcc: eve@example.org", "✓".repeat(1_000_000), "", null, null, null, null));
        assertThat(mailbox.emails(email -> true)).singleElement().satisfies(email -> assertThat(email.text())
                .hasSize(1_000_000));
    }
}
