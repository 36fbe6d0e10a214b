package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A person's session in a meeting, as the history shows it: a page that is, or was, open in the room.
 *
 * @param guest whether the person had no account
 * @param leftAt null while in the room
 * @param handRaisedAt null while the hand is down, and after leaving
 */
@Table("participant")
public record Participant(
        @Id UUID id,
        UUID meetingId,
        String displayName,
        boolean guest,
        Instant joinedAt,
        Instant leftAt,
        Instant handRaisedAt) {}
