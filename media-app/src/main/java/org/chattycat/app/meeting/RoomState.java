package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The participants and publications of a room at one moment.
 *
 * @param createdAt when the meeting was created
 * @param placement where its media is; empty before the first publication
 * @param stampsRequested whether a host asks everybody to switch the stamp clock on; never in a meeting that has no host any
 *     more, because nobody could withdraw it
 * @param title null for none
 * @param shortCode null before it is first shown, see {@link ShortCodes}
 * @param moveSuggested whether its media server is being taken out of service, so that the host may move its media to another one
 * @param recording the recording that goes on, or else the last one; null for a meeting that was never recorded
 * @param chatMessages the number of the latest chat message
 * @param participants by id, in the order in which they joined
 */
public record RoomState(
        Instant createdAt,
        Optional<Placement> placement,
        boolean moveSuggested,
        boolean stampsRequested,
        String title,
        String shortCode,
        RoomRecording recording,
        int chatMessages,
        Map<UUID, RoomParticipant> participants) {
    public static final RoomState EMPTY =
            new RoomState(Instant.EPOCH, Optional.empty(), false, false, null, null, null, 0, Map.of());

    /**
     * A recording of the meeting.
     *
     * @param startedBy the present name of the host who started it; null once that account is deleted
     * @param end why it ended; null while it goes on
     */
    public record RoomRecording(UUID id, Instant startedAt, String startedBy, RecordingEnd end) {
        public boolean active() {
            return end == null;
        }
    }

    /**
     * A participant in the room.
     *
     * @param person whose session this is; null after the account was deleted
     * @param instanceId the instance of the application that holds the page's socket; null for none
     * @param reconnecting whether the page is disconnected at the moment
     * @param handRaisedAt null while the hand is down
     * @param host whether the person may act as the host of the meeting
     * @param coHost whether the person may because of being a co-host
     * @param mutedByHostAt when the host muted the microphone; null once the person has unmuted it
     * @param agreesToRecording the answer to the recording that goes on; null without one
     */
    public record RoomParticipant(
            UUID id,
            String displayName,
            PersonId person,
            UUID instanceId,
            boolean reconnecting,
            Instant handRaisedAt,
            boolean host,
            boolean coHost,
            Instant mutedByHostAt,
            Boolean agreesToRecording,
            List<RoomPublication> publications) {
        /** What this participant publishes of a kind. */
        public Optional<RoomPublication> publication(PublicationKind kind) {
            return publications.stream().filter(one -> one.kind() == kind).findAny();
        }

        /** Whether the person has no account. */
        public boolean guest() {
            return person != null && person.kind() == PersonId.Kind.GUEST;
        }

        /** Whether this is another session of the same account or guest. */
        public boolean isOtherSessionOf(RoomParticipant other) {
            return !id.equals(other.id) && person != null && person.equals(other.person);
        }

        /** Whether the host has muted the person, in all publications: a page could send the microphone with its screen. */
        public boolean mutedByHost() {
            return mutedByHostAt != null;
        }
    }

    /**
     * A publication that has not ended.
     *
     * @param endpointId the receiving endpoint; null while the page has to negotiate again, and for a small picture until its video
     *     flows
     * @param recorded whether a file of it is being written
     * @param uplink how good the connection is over which the page sends it
     */
    public record RoomPublication(
            UUID id,
            PublicationKind kind,
            boolean audioMuted,
            boolean videoMuted,
            String endpointId,
            boolean recorded,
            Uplink uplink) {}

    /** Whether the meeting is being recorded. */
    public boolean isRecorded() {
        return recording != null && recording.active();
    }

    /** The publication with this id, and its participant. */
    public Optional<Published> publication(UUID publicationId) {
        for (RoomParticipant participant : participants.values()) {
            for (RoomPublication publication : participant.publications()) {
                if (publication.id().equals(publicationId)) {
                    return Optional.of(new Published(participant.id(), publication, participant.mutedByHost()));
                }
            }
        }
        return Optional.empty();
    }

    /** @param mutedByHost whether nobody may receive its sound */
    public record Published(UUID participantId, RoomPublication publication, boolean mutedByHost) {}
}
