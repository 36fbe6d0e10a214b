package org.chattycat.app.platform.mail;

import java.time.Instant;

/** An email in the embedded mailbox. {@code id} grows with time. */
record ReceivedMail(long id, String to, String subject, Instant receivedAt, String text) {}
