package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;

/**
 * One stay of a person in a meeting, as history tells it.
 *
 * @param leftAt null while in the room
 */
public record Participant(UUID id, UUID meetingId, String displayName, Instant joinedAt, Instant leftAt) {}
