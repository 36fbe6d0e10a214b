package org.chattycat.app.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpOutboxTest {
    @Test
    void sendsTextAndHtmlAndKeepsTheAskerToItself() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setPort(server.getSmtp().getPort());
            PostOffice office = new PostOffice(
                    new SmtpOutbox(sender, "Cat <cat@example.org>"),
                    new MailProperties("Cat <cat@example.org>", 1, Duration.ofSeconds(20), 5));
            assertThat(office.accept(
                            new Letter("ada@example.org", "Grüße", "plain ✓", "<p>html ✓</p>", "secret-of-a-browser")))
                    .isTrue();
            office.destroy();

            MimeMessage message = server.getReceivedMessages()[0];
            assertThat(message.getSubject()).isEqualTo("Grüße");
            assertThat(message.getRecipients(Message.RecipientType.TO)[0]).hasToString("ada@example.org");
            assertThat(textOf((Multipart) message.getContent())).contains("plain ✓", "<p>html ✓</p>");
            assertThat(java.util.Collections.list(message.getAllHeaderLines()).toString())
                    .doesNotContain("secret-of-a-browser");
        } finally {
            server.stop();
        }
    }

    private static String textOf(Multipart parts) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            text.append(part.getContent() instanceof Multipart inner ? textOf(inner) : part.getContent());
        }
        return text.toString();
    }
}
