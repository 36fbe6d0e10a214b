package org.chattycat.app.platform.mail;

import jakarta.mail.MessagingException;

/** Where an email goes: to a mail server, or into the embedded mailbox. */
interface MailTransport {
    /**
     * @throws MessagingException when the email cannot be composed
     * @throws org.springframework.mail.MailException when the mail server does not take it
     */
    void deliver(Email email) throws MessagingException;
}
