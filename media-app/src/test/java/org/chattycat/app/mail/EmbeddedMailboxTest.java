package org.chattycat.app.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class EmbeddedMailboxTest {
    @Test
    void showsTheNewestFirstAndForgetsTheOldest() {
        try (EmbeddedMailbox mailbox = new EmbeddedMailbox()) {
            for (int i = 1; i <= EmbeddedMailbox.MAX_LETTERS + 5; i++) {
                sender(mailbox).send(letter("cat-" + i + "@example.org", "No. " + i));
            }
            assertThat(mailbox.letters()).hasSize(EmbeddedMailbox.MAX_LETTERS);
            assertThat(mailbox.letters().get(0).to()).isEqualTo("cat-105@example.org");
            assertThat(mailbox.letters().get(EmbeddedMailbox.MAX_LETTERS - 1).subject())
                    .isEqualTo("No. 6");
        }
    }

    @Test
    void findsTheTextAmongTheParts() throws InterruptedException {
        try (EmbeddedMailbox mailbox = new EmbeddedMailbox()) {
            PostOffice office = new PostOffice(
                    sender(mailbox), new MailProperties("Cat <cat@example.org>", 1, Duration.ofSeconds(20), 5));
            assertThat(office.accept(new Letter("ada@example.org", "Grüße", "plain ✓", "<p>html ✓</p>")))
                    .isTrue();
            office.destroy();
            assertThat(mailbox.letters()).singleElement().satisfies(letter -> {
                assertThat(letter.subject()).isEqualTo("Grüße");
                assertThat(letter.text()).isEqualToIgnoringNewLines("plain ✓");
                assertThat(letter.to()).isEqualTo("ada@example.org");
            });
        }
    }

    private static SimpleMailMessage letter(String to, String subject) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("cat@example.org");
        message.setTo(to);
        message.setSubject(subject);
        message.setText("text");
        return message;
    }

    private static JavaMailSenderImpl sender(EmbeddedMailbox mailbox) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(EmbeddedMailbox.HOST);
        sender.setPort(mailbox.smtpPort());
        return sender;
    }
}
