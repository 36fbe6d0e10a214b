package org.chattycat.app.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.app.meeting.RoomState.RoomParticipant;

/** A room as pages are shown it. */
final class ParticipantViews {
    private ParticipantViews() {}

    /** Everybody in the room, as seen by nobody in particular. */
    static Map<UUID, ServerMessage.ParticipantView> of(RoomState state) {
        Map<UUID, ServerMessage.ParticipantView> views = new LinkedHashMap<>();
        state.participants().forEach((id, participant) -> views.put(id, view(participant, false, false)));
        return views;
    }

    /** Everybody in the room, as seen by one of them. */
    static List<ServerMessage.ParticipantView> of(RoomState state, RoomParticipant viewer) {
        return state.participants().values().stream()
                .map(participant -> of(participant, viewer))
                .toList();
    }

    /** One participant, as seen by another or by themselves. */
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
                participant.publications().stream()
                        .map(publication -> new ServerMessage.PublicationView(
                                publication.id(),
                                publication.kind().wireName(),
                                publication.audioMuted(),
                                publication.videoMuted()))
                        .toList());
    }
}
