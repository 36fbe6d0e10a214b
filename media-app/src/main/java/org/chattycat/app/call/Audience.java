package org.chattycat.app.call;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.app.meeting.RoomState.RoomParticipant;

/** The pages of a room that are connected to this instance, and what they know about the room. */
final class Audience {
    private final BooleanSupplier isMediaServerAlive;
    private final Consumer<Boolean> onMediaServer;
    private final List<Page> pages = new CopyOnWriteArrayList<>();
    /** Guarded by this. */
    private boolean reportedMediaServerAlive = true;
    /** Used on the room's executor only. */
    private Map<UUID, ServerMessage.ParticipantView> reportedParticipants = Map.of();
    /** Used on the room's executor only. */
    private boolean reportedStampRequest;
    /** Used on the room's executor only. */
    private boolean reportedMove;
    /** Used on the room's executor only. */
    private String reportedTitle;
    /** Used on the room's executor only. */
    private boolean reportedSmallPictures;
    /** Used on the room's executor only. */
    private ServerMessage.RecordingView reportedRecording = ServerMessage.RecordingView.NONE;

    private record Page(UUID participantId, CallSocket socket) {}

    /** @param onMediaServer is called when the media server stops or starts to answer; must return at once */
    Audience(BooleanSupplier isMediaServerAlive, Consumer<Boolean> onMediaServer) {
        this.isMediaServerAlive = isMediaServerAlive;
        this.onMediaServer = onMediaServer;
    }

    /** Adds a page that knows the room's state already. */
    synchronized void add(UUID participantId, CallSocket socket) {
        reportMediaServer();
        pages.add(new Page(participantId, socket));
        if (!reportedMediaServerAlive) {
            socket.send(new ServerMessage.MediaServerChanged(false));
        }
    }

    void remove(CallSocket socket) {
        pages.removeIf(page -> page.socket() == socket);
    }

    void clear() {
        pages.clear();
    }

    /** Sends a message to every page at once. For every thread: live values do not wait for the room's executor. */
    void broadcast(ServerMessage message) {
        pages.forEach(page -> page.socket().send(message));
    }

    /** Sends a message to one participant's page at once, if it is here. For every thread, as {@link #broadcast}. */
    void tell(UUID participantId, ServerMessage message) {
        pages.stream()
                .filter(page -> page.participantId().equals(participantId))
                .forEach(page -> page.socket().send(message));
    }

    /**
     * Reports at once when the media server stops or starts to answer. For every thread: the room's executor may itself be
     * waiting for that server.
     */
    synchronized void reportMediaServer() {
        boolean alive = isMediaServerAlive.getAsBoolean();
        if (alive != reportedMediaServerAlive) {
            reportedMediaServerAlive = alive;
            onMediaServer.accept(alive);
            broadcast(new ServerMessage.MediaServerChanged(alive));
        }
    }

    /** Sends each page what changed in the room since the last report. On the room's executor only. */
    void reportChanges(RoomState state, Collection<LocalParticipant> local) {
        Map<UUID, ServerMessage.ParticipantView> now = ParticipantViews.of(state);
        now.forEach((id, view) -> {
            if (!view.equals(reportedParticipants.get(id))) {
                report(state.participants().get(id), state, local);
            }
        });
        for (UUID id : reportedParticipants.keySet()) {
            if (!now.containsKey(id)) {
                broadcast(new ServerMessage.ParticipantLeft(id));
            }
        }
        reportedParticipants = now;
        if (state.stampsRequested() != reportedStampRequest) {
            reportedStampRequest = state.stampsRequested();
            broadcast(new ServerMessage.StampRequest(reportedStampRequest));
        }
        if (state.moveSuggested() != reportedMove) {
            reportedMove = state.moveSuggested();
            broadcast(new ServerMessage.MoveSuggested(reportedMove));
        }
        ServerMessage.RecordingView recording = ServerMessage.RecordingView.of(state.recording());
        if (!recording.equals(reportedRecording)) {
            reportedRecording = recording;
            broadcast(new ServerMessage.RecordingChanged(recording));
        }
        if (!Objects.equals(state.title(), reportedTitle)) {
            reportedTitle = state.title();
            broadcast(new ServerMessage.MeetingChanged(reportedTitle));
        }
    }

    /** Tells each page whether it publishes a small picture, if that changed. On the room's executor only. */
    void reportSmallPictures(boolean active) {
        if (active != reportedSmallPictures) {
            reportedSmallPictures = active;
            broadcast(new ServerMessage.SmallPicturesWanted(active));
        }
    }

    private void report(RoomParticipant changed, RoomState state, Collection<LocalParticipant> local) {
        local.stream()
                .filter(participant -> pages.stream().anyMatch(page -> page.socket() == participant.socket()))
                .forEach(participant -> {
                    RoomParticipant viewer = state.participants().get(participant.id());
                    participant.send(new ServerMessage.ParticipantChanged(ParticipantViews.of(changed, viewer)));
                });
    }
}
