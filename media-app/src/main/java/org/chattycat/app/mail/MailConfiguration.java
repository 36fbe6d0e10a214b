package org.chattycat.app.mail;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {
    @Bean
    @Conditional(NoMailServer.class)
    EmbeddedMailbox embeddedMailbox() {
        return new EmbeddedMailbox();
    }

    /** Where a server is configured, Spring Boot makes the sender. */
    @Bean
    @Conditional(NoMailServer.class)
    JavaMailSender javaMailSender(EmbeddedMailbox mailbox) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(EmbeddedMailbox.HOST);
        sender.setPort(mailbox.smtpPort());
        return sender;
    }
}
