package org.chattycat.app.platform.mail;

import jakarta.mail.MessagingException;

/** Delivers an email to a mail server or to the embedded mailbox. */
interface MailTransport {
    /**
     * @throws MessagingException when the email cannot be composed
     * @throws org.springframework.mail.MailException when the mail server does not accept it
     */
    void deliver(Email email) throws MessagingException;
}
