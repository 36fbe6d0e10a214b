package org.chattycat.app.meeting;

import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A hand that somebody raised, or a reaction, for the timeline of the meeting.
 *
 * @param kind {@code HAND}, or the name of a reaction
 */
@Table("gesture")
record Gesture(@Id UUID id, UUID meetingId, UUID participantId, String kind) {}
