package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.chattycat.app.meeting.RoomState.RoomParticipant;
import org.chattycat.app.meeting.RoomState.RoomPublication;
import org.chattycat.app.meeting.RoomState.RoomRecording;

/** One row of a room's state: a publication with its participant and its meeting. */
record RoomRow(
        Instant createdAt,
        String kurentoUri,
        String pipelineId,
        boolean stampsRequested,
        String title,
        String shortCode,
        UUID recordingId,
        Instant recordingStartedAt,
        String recordingStartedBy,
        RecordingEnd recordingEnd,
        int chatMessages,
        boolean mediaServerDraining,
        UUID participantId,
        String displayName,
        UUID accountId,
        UUID guestId,
        UUID instanceId,
        boolean reconnecting,
        Instant handRaisedAt,
        boolean host,
        boolean coHost,
        Instant mutedByHostAt,
        Boolean agreesToRecording,
        UUID publicationId,
        String kind,
        boolean audioMuted,
        boolean videoMuted,
        String endpointId,
        boolean recorded,
        String uplink) {
    /** Null when the room has no pipeline. */
    Placement placement() {
        return kurentoUri == null ? null : new Placement(kurentoUri, pipelineId);
    }

    /** Null when the meeting was never recorded. */
    RoomRecording recording() {
        return recordingId == null
                ? null
                : new RoomRecording(recordingId, recordingStartedAt, recordingStartedBy, recordingEnd);
    }

    RoomParticipant participant() {
        return new RoomParticipant(
                participantId,
                displayName,
                person(),
                instanceId,
                reconnecting,
                handRaisedAt,
                host,
                coHost,
                mutedByHostAt,
                agreesToRecording,
                new ArrayList<>());
    }

    private PersonId person() {
        if (accountId != null) {
            return PersonId.account(accountId);
        }
        return guestId == null ? null : PersonId.guest(guestId);
    }

    RoomPublication publication() {
        return new RoomPublication(
                publicationId,
                PublicationKind.of(kind),
                audioMuted,
                videoMuted,
                endpointId,
                recorded,
                Uplink.of(uplink));
    }
}
