package org.chattycat.app.meeting.chat;

import java.time.Instant;
import java.util.UUID;

/**
 * A chat message.
 *
 * @param number from 1 in the order in which the messages of a meeting were sent; deleted messages leave gaps
 * @param participantId who sent it
 * @param displayName the name of that participant
 * @param guest whether the participant has no account
 * @param text as {@link ChatText}
 */
public record ChatMessage(
        UUID id, int number, UUID participantId, String displayName, boolean guest, Instant sentAt, String text) {}
