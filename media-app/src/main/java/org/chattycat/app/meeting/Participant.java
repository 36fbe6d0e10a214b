package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;

/**
 * One stay of a person in a meeting, as history tells it.
 *
 * @param guest whether this was somebody without an account
 * @param leftAt null while in the room
 */
public record Participant(
        UUID id, UUID meetingId, String displayName, boolean guest, Instant joinedAt, Instant leftAt) {}
