package org.chattycat.app.meeting;

import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Something that a host did, for the timeline of the meeting.
 *
 * @param accountId who did it
 * @param participantId to whom; null for everybody in the room, and for the meeting itself
 */
@Table("host_action")
public record HostAction(@Id UUID id, UUID meetingId, UUID accountId, UUID participantId, Kind kind) {
    /** The names are stored, and are those of the GraphQL enum. */
    public enum Kind {
        GUESTS_ALLOWED,
        GUESTS_REFUSED,
        LOCKED,
        UNLOCKED,
        WAITING_ROOM_OPENED,
        WAITING_ROOM_CLOSED,
        RENAMED,
        MUTED,
        EVERYBODY_MUTED,
        UNMUTE_REQUESTED,
        HAND_LOWERED,
        HANDS_LOWERED,
        SHARE_STOPPED,
        REMOVED,
        CO_HOST_MADE,
        CO_HOST_REMOVED,
        STAMPS_REQUESTED,
        STAMPS_REQUEST_WITHDRAWN,
        MOVED,
        KNOCK_DENIED,
        ENDED,
        RECORDING_STARTED,
        RECORDING_STOPPED,
        RECORDING_DELETED
    }
}
