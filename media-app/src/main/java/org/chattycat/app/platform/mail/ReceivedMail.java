package org.chattycat.app.platform.mail;

import java.time.Instant;

/** An email in the embedded mailbox. Later emails have a larger {@code id}. */
record ReceivedMail(long id, String to, String subject, Instant receivedAt, String text) {}
