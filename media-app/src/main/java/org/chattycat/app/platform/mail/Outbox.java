package org.chattycat.app.platform.mail;

import jakarta.mail.MessagingException;

/** Where an email goes: to a mail server, or into the embedded mailbox. */
interface Outbox {
    /**
     * @throws MessagingException when the email cannot be composed
     * @throws org.springframework.mail.MailException when the mail server does not take it
     */
    void deliver(Letter letter) throws MessagingException;
}
