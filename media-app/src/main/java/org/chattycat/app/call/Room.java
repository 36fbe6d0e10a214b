package org.chattycat.app.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.chattycat.app.meeting.Attendee;
import org.chattycat.app.meeting.ParticipantRepository;
import org.chattycat.app.meeting.ParticipantRepository.EndedBy;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.app.meeting.RoomState.RoomParticipant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * What this instance holds of one meeting: the pages connected to it. The room itself is in the database; after each
 * change, here or on another instance, it is looked at again, and pages and media follow.
 */
final class Room {
    private static final Logger log = LoggerFactory.getLogger(Room.class);
    private static final String CONTINUES_ELSEWHERE = "This call continues in another tab or on another device.";

    private final UUID meetingId;
    private final RoomServices services;
    private final Consumer<Room> idleCheck;
    private final SerialExecutor executor;
    private final RoomMedia media;
    private final Map<UUID, LocalParticipant> stays = new LinkedHashMap<>();
    private Map<UUID, ServerMessage.ParticipantView> told = Map.of();
    private RoomState state = RoomState.EMPTY;
    /** What the audience believes about the media server; guarded by this. */
    private boolean toldServerAlive = true;

    /** For live values, which pass by the executor: they are worth little when they wait behind a database. */
    private final List<CallSocket> audience = new CopyOnWriteArrayList<>();

    private final AtomicBoolean refreshPending = new AtomicBoolean();
    private final AtomicInteger users = new AtomicInteger();

    /** @param idleCheck told after each task, on the executor */
    Room(UUID meetingId, RoomServices services, Consumer<Room> idleCheck) {
        this.meetingId = meetingId;
        this.idleCheck = idleCheck;
        this.services = services;
        this.executor =
                new SerialExecutor(services.threads(), services.callProperties().maxWaitingTasks());
        this.media = new RoomMedia(this, services);
    }

    UUID meetingId() {
        return meetingId;
    }

    RoomState state() {
        return state;
    }

    Iterable<LocalParticipant> stays() {
        return stays.values();
    }

    /** Runs a task on the room's executor, in turn. */
    void execute(Runnable task) {
        users.incrementAndGet();
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    users.decrementAndGet();
                    idleCheck.accept(this);
                }
            });
        } catch (RuntimeException e) {
            users.decrementAndGet();
            throw e;
        }
    }

    /** Whether nothing keeps this room here: no task waits, and nobody is connected. On the executor alone. */
    boolean isIdle() {
        return users.get() == 0 && stays.isEmpty();
    }

    /** Has the room looked at again, once for however many changes come meanwhile. */
    void refreshSoon() {
        if (refreshPending.compareAndSet(false, true)) {
            execute(() -> {
                refreshPending.set(false);
                refresh();
            });
        }
    }

    /** Passes a message on at once to everybody who is connected to this instance. */
    void broadcast(ServerMessage message) {
        audience.forEach(socket -> socket.send(message));
    }

    /** Says at once when media stands still, and when it moves again: the executor may itself wait for the server. */
    synchronized void tellIfMediaServerChanged() {
        boolean alive = media.isServerAlive();
        if (alive != toldServerAlive) {
            toldServerAlive = alive;
            broadcast(new ServerMessage.MediaServerChanged(alive));
        }
    }

    private synchronized void admit(CallSocket socket) {
        audience.add(socket);
        if (!toldServerAlive) {
            socket.send(new ServerMessage.MediaServerChanged(false));
        }
    }

    // From here on: on the executor alone.

    void join(CallSocket socket, ClientMessage.Join join) {
        if (stayOf(socket) != null) {
            throw new CallException(CallErrorCode.BAD_MESSAGE, "This page has joined already.");
        }
        ResumeToken token = join.resumeToken() == null ? null : new ResumeToken(join.resumeToken());
        UUID id = token == null ? null : resume(socket, token);
        boolean resumed = id != null;
        if (!resumed) {
            token = ResumeToken.random();
            id = begin(socket, join, token);
        }
        LocalParticipant stay = stays.get(id);
        if (stay == null) {
            stay = new LocalParticipant(id, socket);
            stays.put(id, stay);
        } else {
            audience.remove(stay.socket());
            stay.socket().end(CallErrorCode.REPLACED, CONTINUES_ELSEWHERE);
            stay.resumeOn(socket);
        }
        socket.bind(this);
        refresh();
        if (!stays.containsKey(id)) {
            throw new CallException(CallErrorCode.MEETING_NOT_FOUND, "The meeting is over.");
        }
        socket.send(new ServerMessage.Joined(
                join.ref(),
                id,
                token.text(),
                services.iceServers().forParticipant(id),
                new ServerMessage.MeetingView(meetingId, state.createdAt()),
                ParticipantViews.of(state, state.participants().get(id))));
        tellIfMediaServerChanged();
        admit(socket);
        if (resumed) {
            media.renegotiateWhatIsMissing(stay);
        }
        if (socket.isClosed()) {
            if (resumed) {
                disconnected(socket);
            } else {
                // The page never received its token, so nobody can resume this.
                leave(stay);
            }
        }
    }

    private UUID resume(CallSocket socket, ResumeToken token) {
        ParticipantRepository participants = services.participants();
        Attendee attendee = socket.caller().attendee();
        UUID id =
                services.database().one(participants.resume(meetingId, attendee, token.hash(), services.instanceId()));
        // A page that slept while its person switched to another one must not come back by itself.
        if (id == null
                && services.database().one(participants.endedBy(meetingId, attendee, token.hash()))
                        == EndedBy.SAME_PERSON) {
            throw new CallException(CallErrorCode.REPLACED, CONTINUES_ELSEWHERE);
        }
        return id;
    }

    private UUID begin(CallSocket socket, ClientMessage.Join join, ResumeToken token) {
        String name = join.displayName() == null ? socket.caller().displayName() : join.displayName();
        return services.database()
                .one(services.participants()
                        .join(new ParticipantRepository.Joining(
                                meetingId, socket.caller().attendee(), name, token.hash(), services.instanceId())));
    }

    void handle(CallSocket socket, ClientMessage message) {
        LocalParticipant stay = stayOf(socket);
        if (stay == null) {
            throw new CallException(CallErrorCode.NOT_JOINED, "Join the meeting first.");
        }
        if (message instanceof ClientMessage.Publish publish) {
            media.publish(stay, publish);
            refresh();
        } else if (message instanceof ClientMessage.Unpublish unpublish) {
            unpublish(stay, unpublish);
        } else if (message instanceof ClientMessage.View view) {
            media.view(stay, view);
        } else if (message instanceof ClientMessage.Unview unview) {
            media.unview(stay, unview.publicationId());
            socket.send(new ServerMessage.Done(unview.ref()));
        } else if (message instanceof ClientMessage.TrickledCandidate candidate) {
            media.addCandidate(stay, candidate);
        } else if (message instanceof ClientMessage.Keyframe keyframe) {
            media.requestKeyframe(stay, keyframe.publicationId());
        } else if (message instanceof ClientMessage.Mute mute) {
            own(stay, mute.publicationId());
            services.database()
                    .one(services.publications().mute(mute.publicationId(), mute.audioMuted(), mute.videoMuted()));
            refresh();
        } else if (message instanceof ClientMessage.SwitchHere switchHere) {
            services.database()
                    .one(services.participants()
                            .endOtherSessions(meetingId, socket.caller().attendee(), stay.id()));
            refresh();
            socket.send(new ServerMessage.Done(switchHere.ref()));
        }
    }

    /** Ends the stay of this page, if it has one. */
    void leave(CallSocket socket) {
        LocalParticipant stay = stayOf(socket);
        if (stay != null) {
            leave(stay);
        }
    }

    private void unpublish(LocalParticipant stay, ClientMessage.Unpublish unpublish) {
        own(stay, unpublish.publicationId());
        services.database().one(services.publications().end(unpublish.publicationId()));
        refresh();
        stay.socket().send(new ServerMessage.Done(unpublish.ref()));
    }

    /** FieldChecks that a publication is this page's own. */
    private void own(LocalParticipant stay, UUID publicationId) {
        RoomParticipant participant = state.participants().get(stay.id());
        if (participant == null
                || participant.publications().stream()
                        .noneMatch(publication -> publication.id().equals(publicationId))) {
            throw new CallException(CallErrorCode.PUBLICATION_NOT_FOUND, "You do not publish this.");
        }
    }

    private void leave(LocalParticipant stay) {
        audience.remove(stay.socket());
        services.database().one(services.participants().leave(stay.id()));
        refresh();
    }

    /** The page's connection is gone; it may come back. */
    void disconnected(CallSocket socket) {
        audience.remove(socket);
        LocalParticipant stay = stayOf(socket);
        if (stay != null) {
            reportPresence(stay);
            refresh();
        }
    }

    /** Looks who has fallen silent, and does again what the database did not take before. */
    void tick() {
        boolean changed = false;
        for (LocalParticipant stay : stays.values()) {
            changed |= reportPresence(stay);
            media.tapWhatFlows(stay);
            media.lowerFloors(stay);
        }
        if (changed) {
            refresh();
        }
        tellIfMediaServerChanged();
    }

    private boolean reportPresence(LocalParticipant stay) {
        CallSocket socket = stay.socket();
        long silentNanos = services.nanoTime().getAsLong() - socket.heardNanos();
        boolean unheard = socket.isClosed()
                || silentNanos > services.callProperties().silence().toNanos();
        if (unheard == stay.reportedUnheard()) {
            return false;
        }
        if (unheard) {
            services.database()
                    .one(services.participants()
                            .unheard(
                                    stay.id(),
                                    services.instanceId(),
                                    services.meetingProperties().resumeWindow().minusNanos(silentNanos)));
        } else {
            services.database().one(services.participants().heard(stay.id(), services.instanceId()));
        }
        stay.reportUnheard(unheard);
        return true;
    }

    /** Looks at the room in the database; tells pages what is new, and lets media follow. */
    void refresh() {
        state = services.database().one(services.rooms().state(meetingId));
        List<LocalParticipant> gone = new ArrayList<>();
        for (LocalParticipant stay : stays.values()) {
            RoomParticipant participant = state.participants().get(stay.id());
            if (participant == null) {
                sayWhyItEnded(stay);
                gone.add(stay);
            } else if (participant.instanceId() == null) {
                // This instance was taken for dead, or the page was: its next sign of life claims it again.
                stay.reportUnheard(true);
            } else if (!participant.instanceId().equals(services.instanceId())) {
                stay.socket().end(CallErrorCode.REPLACED, CONTINUES_ELSEWHERE);
                gone.add(stay);
            }
        }
        gone.forEach(stay -> {
            stays.remove(stay.id());
            audience.remove(stay.socket());
        });
        tellChanges();
        media.follow(gone);
        if (stays.isEmpty()) {
            media.releaseIfRoomIsEmpty();
        }
    }

    private void sayWhyItEnded(LocalParticipant stay) {
        switch (services.database().one(services.participants().endedBy(stay.id()))) {
            case HOST -> stay.socket().end(CallErrorCode.REMOVED, "The host removed you from this meeting.");
            case SAME_PERSON -> stay.socket().end(CallErrorCode.REPLACED, CONTINUES_ELSEWHERE);
            case NOBODY -> stay.socket().end(CallErrorCode.NOT_JOINED, "You are no longer in this meeting.");
        }
    }

    private void tellChanges() {
        Map<UUID, ServerMessage.ParticipantView> now = ParticipantViews.of(state);
        for (ServerMessage.ParticipantView view : now.values()) {
            if (!view.equals(told.get(view.id()))) {
                RoomParticipant participant = state.participants().get(view.id());
                stays.values().stream()
                        .filter(stay -> audience.contains(stay.socket()))
                        .forEach(stay -> stay.socket()
                                .send(new ServerMessage.ParticipantChanged(ParticipantViews.of(
                                        participant, state.participants().get(stay.id())))));
            }
        }
        for (UUID id : told.keySet()) {
            if (!now.containsKey(id)) {
                broadcast(new ServerMessage.ParticipantLeft(id));
            }
        }
        told = now;
    }

    /** A media server has lost everything. */
    void mediaForgotten(String kurentoUri) {
        if (media.isOn(kurentoUri)) {
            log.info("Setting up meeting {} again", meetingId);
            media.forget();
            refresh();
        }
    }

    /** Closes all pages: they are to come back on another instance. */
    void drain() {
        audience.clear();
        stays.values().forEach(stay -> stay.socket().close(CloseStatus.SERVICE_RESTARTED));
        stays.clear();
    }

    private LocalParticipant stayOf(CallSocket socket) {
        for (LocalParticipant stay : stays.values()) {
            if (stay.socket() == socket) {
                return stay;
            }
        }
        return null;
    }
}
