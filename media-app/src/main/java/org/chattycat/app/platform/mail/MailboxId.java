package org.chattycat.app.platform.mail;

import java.util.UUID;

/**
 * Which process has to deliver the emails that this one stores: any, if there is a mail server; itself, with the embedded
 * mailbox, which is in its memory.
 *
 * @param value null for any
 */
record MailboxId(UUID value) {}
