package org.chattycat.app.platform.mail;

import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {
    @Bean
    @Conditional(NoMailServer.class)
    EmbeddedMailbox embeddedMailbox(Clock clock) {
        return new EmbeddedMailbox(clock);
    }

    @Bean
    MailboxId mailboxId(ObjectProvider<EmbeddedMailbox> mailbox) {
        return new MailboxId(mailbox.getIfAvailable() == null ? null : UUID.randomUUID());
    }

    /** If a mail server is configured, Spring Boot provides the sender. */
    @Bean
    MailTransport transport(
            ObjectProvider<EmbeddedMailbox> mailbox, ObjectProvider<JavaMailSender> sender, MailProperties properties) {
        EmbeddedMailbox embedded = mailbox.getIfAvailable();
        return embedded == null ? new SmtpTransport(sender.getObject(), properties.from()) : embedded::keep;
    }
}
