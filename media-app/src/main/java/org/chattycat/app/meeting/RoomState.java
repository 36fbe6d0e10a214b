package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everybody in a room at one moment.
 *
 * @param createdAt when the meeting was created
 * @param placement where its media lives; empty before the first publication
 * @param participants by id, in the order in which they joined
 */
public record RoomState(Instant createdAt, Optional<Placement> placement, Map<UUID, RoomParticipant> participants) {
    public static final RoomState EMPTY = new RoomState(Instant.EPOCH, Optional.empty(), Map.of());

    /**
     * Somebody in the room.
     *
     * @param attendee whose session this is; null once that account is deleted
     * @param instanceId the application instance that holds the page's socket; null for none
     * @param reconnecting whether the page is not heard at the moment
     */
    public record RoomParticipant(
            UUID id,
            String displayName,
            Attendee attendee,
            UUID instanceId,
            boolean reconnecting,
            List<RoomPublication> publications) {
        /** Whether this is somebody without an account. */
        public boolean guest() {
            return attendee != null && attendee.kind() == Attendee.Kind.GUEST;
        }

        /** Whether this is another session of the same account or guest. */
        public boolean isOtherSessionOf(RoomParticipant other) {
            return !id.equals(other.id) && attendee != null && attendee.equals(other.attendee);
        }
    }

    /**
     * Something that is being published.
     *
     * @param endpointId the receiving endpoint; null while the page has to negotiate again
     */
    public record RoomPublication(
            UUID id, PublicationKind kind, boolean audioMuted, boolean videoMuted, String endpointId) {}

    /** The publication with this id, and whose it is. */
    public Optional<Published> publication(UUID publicationId) {
        for (RoomParticipant participant : participants.values()) {
            for (RoomPublication publication : participant.publications()) {
                if (publication.id().equals(publicationId)) {
                    return Optional.of(new Published(participant.id(), publication));
                }
            }
        }
        return Optional.empty();
    }

    public record Published(UUID participantId, RoomPublication publication) {}
}
