package org.chattycat.app.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.meeting.PublicationKind;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.app.meeting.RoomState.RoomParticipant;
import org.chattycat.app.meeting.Uplink;

/** Converts a room's participants to what pages are sent. */
final class ParticipantViews {
    private ParticipantViews() {}

    /** All participants by id, independent of who sees them. */
    static Map<UUID, ServerMessage.ParticipantView> of(RoomState state) {
        Map<UUID, ServerMessage.ParticipantView> views = new LinkedHashMap<>();
        state.participants().forEach((id, participant) -> views.put(id, view(participant, false, false)));
        return views;
    }

    /** All participants, as one of them sees them. */
    static List<ServerMessage.ParticipantView> of(RoomState state, RoomParticipant viewer) {
        return state.participants().values().stream()
                .map(participant -> of(participant, viewer))
                .toList();
    }

    /** One participant, as another participant or the same one sees it. */
    static ServerMessage.ParticipantView of(RoomParticipant participant, RoomParticipant viewer) {
        return view(participant, participant.id().equals(viewer.id()), participant.isOtherSessionOf(viewer));
    }

    private static ServerMessage.ParticipantView view(RoomParticipant participant, boolean you, boolean samePerson) {
        return new ServerMessage.ParticipantView(
                participant.id(),
                participant.displayName(),
                participant.guest(),
                you,
                samePerson,
                participant.reconnecting() ? ServerMessage.Status.RECONNECTING : ServerMessage.Status.PRESENT,
                participant.handRaisedAt(),
                participant.host(),
                participant.coHost(),
                participant.mutedByHostAt(),
                participant.agreesToRecording(),
                participant.publications().stream()
                        .filter(publication -> publication.kind() != PublicationKind.CAMERA_SMALL)
                        .map(publication -> new ServerMessage.PublicationView(
                                publication.id(),
                                publication.kind().wireName(),
                                publication.audioMuted() || participant.mutedByHost(),
                                publication.videoMuted(),
                                publication.recorded(),
                                // A page that is not heard says nothing of its connection.
                                participant.reconnecting() ? Uplink.GOOD : publication.uplink()))
                        .toList());
    }
}
