package org.chattycat.app.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.chattycat.app.meeting.Participants;
import org.chattycat.app.meeting.Participants.EndedBy;
import org.chattycat.app.meeting.PersonId;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.app.meeting.RoomState.RoomParticipant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * This instance's side of one meeting: the participants whose pages are connected here. The room itself is in the database.
 * After each change, on this instance or another, the room is read again, and pages and media follow.
 */
final class Room {
    private static final Logger log = LoggerFactory.getLogger(Room.class);
    private static final String CONTINUES_ELSEWHERE = "This call continues in another tab or on another device.";
    private static final String ENDED_FOR_ALL = "The host ended the meeting for everybody.";

    private final UUID meetingId;
    private final RoomServices services;
    private final RoomExecutor executor;
    private final RoomMedia media;
    private final Audience audience;
    private final Conversation conversation;
    private final RoomAlerts alerts;
    private final RoomKnocks knocks;
    private final OutageLog outages;
    private final SmallPictures smallPictures;
    private final AtomicBoolean refreshPending = new AtomicBoolean();
    private final Map<UUID, LocalParticipant> participants = new LinkedHashMap<>();
    private RoomState state = RoomState.EMPTY;

    /** @param idleCheck runs after each task, on the executor */
    Room(UUID meetingId, RoomServices services, RoomThreads threads, Consumer<Room> idleCheck) {
        this.meetingId = meetingId;
        this.services = services;
        this.executor = new RoomExecutor(
                meetingId,
                threads.pool(),
                services.callProperties().maxWaitingTasks(),
                threads.timer(),
                () -> idleCheck.accept(this));
        this.media = new RoomMedia(this, services, executor);
        this.outages = new OutageLog(meetingId, services.outages(), services.database());
        this.audience = new Audience(media::isServerAlive, outages::note);
        this.smallPictures = new SmallPictures(services.callProperties().smallPictures());
        this.conversation = new Conversation(meetingId, services, audience::broadcast);
        this.alerts = new RoomAlerts(meetingId, services, audience::broadcast);
        this.knocks = new RoomKnocks(this, services);
    }

    UUID meetingId() {
        return meetingId;
    }

    /**
     * Runs a task in turn with the room's other tasks.
     *
     * @throws RejectedExecutionException if too many tasks wait
     */
    void execute(Runnable task) {
        executor.execute(task);
    }

    /** Reads the room again, once for all changes that occur before that. */
    void refreshSoon() {
        if (refreshPending.compareAndSet(false, true)) {
            execute(() -> {
                refreshPending.set(false);
                refresh();
                knocks.followHosts();
            });
        }
    }

    /** Sends a message at once to all pages that are connected to this instance. */
    void broadcast(ServerMessage message) {
        audience.broadcast(message);
    }

    /** Sends a message at once to one participant's page, if it is connected to this instance. */
    void tell(UUID participantId, ServerMessage message) {
        audience.tell(participantId, message);
    }

    /** Tells pages at once when the media server stops or starts to answer. */
    void reportMediaServer() {
        audience.reportMediaServer();
    }

    // Everything below runs on the executor.

    /** Whether this instance has no reason to keep the room: no task waits, and nobody is connected. */
    boolean isIdle() {
        return executor.isIdle() && participants.isEmpty();
    }

    RoomState state() {
        return state;
    }

    Collection<LocalParticipant> participants() {
        return participants.values();
    }

    void join(CallSocket socket, ClientMessage.Join join) {
        if (participantOf(socket) != null) {
            throw new CallException(CallErrorCode.BAD_MESSAGE, "This page has already joined.");
        }
        ResumeToken token = join.resumeToken() == null ? null : new ResumeToken(join.resumeToken());
        UUID id = token == null ? null : resume(socket, token);
        boolean resumed = id != null;
        if (!resumed) {
            token = ResumeToken.random();
            id = begin(socket, join, token);
        }
        LogIds.ofParticipant(id);
        LocalParticipant participant = connect(id, socket);
        socket.bind(this);
        refresh();
        if (!participants.containsKey(id)) {
            throw new CallException(CallErrorCode.MEETING_NOT_FOUND, "The meeting is over.");
        }
        socket.send(new ServerMessage.Joined(
                join.ref(),
                id,
                token.text(),
                services.iceServers().forParticipant(id),
                meetingView(),
                ParticipantViews.of(state, state.participants().get(id))));
        // A page whose socket closes later has its token and can resume, however long the rest takes.
        boolean closed = socket.isClosed();
        conversation.catchUp(socket);
        alerts.catchUp(socket);
        audience.add(id, socket);
        knocks.follow();
        if (resumed) {
            media.renegotiateWhatIsMissing(participant);
        }
        if (closed) {
            if (resumed) {
                disconnected(socket);
            } else {
                // The page never received its token, so nobody can resume this participant.
                leave(participant);
            }
        }
    }

    private ServerMessage.MeetingView meetingView() {
        String shortCode = state.shortCode() == null
                ? services.database().one(services.shortCodes().of(meetingId))
                : state.shortCode();
        return ServerMessage.MeetingView.of(meetingId, state, shortCode, smallPictures.active());
    }

    private UUID resume(CallSocket socket, ResumeToken token) {
        Participants repository = services.participants();
        PersonId person = socket.caller().person();
        UUID id = services.database().one(repository.resume(meetingId, person, token.hash(), services.instanceId()));
        if (id == null) {
            // A page that slept meanwhile must not come back by itself.
            EndedBy endedBy = services.database().one(repository.endedBy(meetingId, person, token.hash()));
            if (endedBy == EndedBy.SAME_PERSON) {
                throw new CallException(CallErrorCode.REPLACED, CONTINUES_ELSEWHERE);
            }
            if (endedBy == EndedBy.HOST_FOR_ALL) {
                throw new CallException(CallErrorCode.MEETING_ENDED, ENDED_FOR_ALL);
            }
        }
        return id;
    }

    private UUID begin(CallSocket socket, ClientMessage.Join join, ResumeToken token) {
        String name = join.displayName() == null ? socket.caller().displayName() : join.displayName();
        return services.database()
                .one(services.participants()
                        .join(new Participants.Joining(
                                meetingId, socket.caller().person(), name, token.hash(), services.instanceId())));
    }

    private LocalParticipant connect(UUID id, CallSocket socket) {
        LocalParticipant known = participants.get(id);
        if (known == null) {
            LocalParticipant participant = new LocalParticipant(id, socket, services);
            participants.put(id, participant);
            return participant;
        }
        audience.remove(known.socket());
        known.socket().end(CallErrorCode.REPLACED, CONTINUES_ELSEWHERE);
        known.resumeOn(socket);
        return known;
    }

    void handle(CallSocket socket, ClientMessage message) {
        LocalParticipant participant = participantOf(socket);
        if (participant == null) {
            throw new CallException(CallErrorCode.NOT_JOINED, "Join the meeting first.");
        }
        if (message instanceof ClientMessage.Publish publish) {
            media.publish(participant, publish);
            refresh();
        } else if (message instanceof ClientMessage.Unpublish unpublish) {
            requireOwn(participant, unpublish.publicationId());
            services.database().one(services.publications().end(unpublish.publicationId()));
            refresh();
            participant.send(new ServerMessage.Done(unpublish.ref()));
        } else if (message instanceof ClientMessage.View view) {
            media.view(participant, view);
        } else if (message instanceof ClientMessage.Unview unview) {
            participant.stopViewing(unview.publicationId());
            participant.send(new ServerMessage.Done(unview.ref()));
        } else if (message instanceof ClientMessage.ChoosePicture choice) {
            media.choose(participant, choice);
        } else if (message instanceof ClientMessage.TrickledCandidate candidate) {
            participant.addCandidate(candidate);
        } else if (message instanceof ClientMessage.Keyframe keyframe) {
            participant
                    .viewing(keyframe.publicationId())
                    .orElseThrow(() ->
                            new CallException(CallErrorCode.PUBLICATION_NOT_FOUND, "You do not view this publication."))
                    .requestKeyframe();
        } else if (message instanceof ClientMessage.ViewerReported reported) {
            new ViewerReporting(meetingId, state, services.viewerReports()).take(participant, reported);
        } else if (message instanceof ClientMessage.Mute mute) {
            requireOwn(participant, mute.publicationId());
            services.database()
                    .one(services.publications().mute(mute.publicationId(), mute.audioMuted(), mute.videoMuted()));
            refresh();
        } else if (message instanceof ClientMessage.UplinkGraded graded) {
            requireOwn(participant, graded.publicationId());
            if (participant.grade(graded)) {
                refresh();
            }
        } else if (message instanceof ClientMessage.Unmute unmute) {
            services.database().one(services.participants().unmute(participant.id()));
            refresh();
            participant.send(new ServerMessage.Done(unmute.ref()));
        } else if (message instanceof ClientMessage.ClockLink request) {
            participant.send(ServerMessage.ClockLink.of(
                    request.ref(), services.clockInvitations().create(meetingId, participant.id())));
        } else if (message instanceof ClientMessage.StampClock request) {
            participant.send(new ServerMessage.StampClock(
                    request.ref(), participant.startStamp(meetingId).id()));
        } else if (message instanceof ClientMessage.StopStampClock request) {
            participant.stopStamp();
            participant.send(new ServerMessage.Done(request.ref()));
        } else if (message instanceof ClientMessage.Say say) {
            conversation.post(participant, socket.caller().person(), say.text());
            refresh();
            participant.send(new ServerMessage.Done(say.ref()));
        } else if (message instanceof ClientMessage.Hand hand) {
            conversation.raiseHand(participant, hand.raised());
            refresh();
            participant.send(new ServerMessage.Done(hand.ref()));
        } else if (message instanceof ClientMessage.React react) {
            conversation.react(participant, react.reaction());
            participant.send(new ServerMessage.Done(react.ref()));
        } else if (message instanceof ClientMessage.RecordingConsent consent) {
            media.answerRecording(participant, consent);
            refresh();
            participant.send(new ServerMessage.Done(consent.ref()));
        } else if (message instanceof ClientMessage.SwitchHere switchHere) {
            services.database()
                    .one(services.participants()
                            .endOtherSessions(meetingId, socket.caller().person(), participant.id()));
            refresh();
            participant.send(new ServerMessage.Done(switchHere.ref()));
        }
    }

    private void requireOwn(LocalParticipant participant, UUID publicationId) {
        boolean own = state.publication(publicationId)
                .filter(published -> published.participantId().equals(participant.id()))
                .isPresent();
        if (!own) {
            throw new CallException(CallErrorCode.PUBLICATION_NOT_FOUND, "You do not publish this.");
        }
    }

    /** Ends this page's participant session, if it has one. */
    void leave(CallSocket socket) {
        LocalParticipant participant = participantOf(socket);
        if (participant != null) {
            leave(participant);
        }
    }

    private void leave(LocalParticipant participant) {
        audience.remove(participant.socket());
        services.database().one(services.participants().leave(participant.id()));
        refresh();
    }

    /** The page's connection is closed. The page may open a new one and resume. */
    void disconnected(CallSocket socket) {
        audience.remove(socket);
        LocalParticipant participant = participantOf(socket);
        if (participant != null) {
            participant.reportPresence();
            refresh();
        }
    }

    /** Finds pages that fell silent, and repeats what failed before. */
    void tick() {
        boolean changed = false;
        for (LocalParticipant participant : participants.values()) {
            changed |= participant.reportPresence();
            participant.publishings().forEach(Publishing::takeDueSteps);
        }
        if (changed) {
            refresh();
        }
        knocks.tick();
        media.updatePictures();
        media.followRecording();
        reportSmallPictures();
        if (media.leaveFailedServer()) {
            refresh();
        }
        reportMediaServer();
        outages.store();
    }

    /** Reads who waits for the hosts, and tells them what changed. */
    void followKnocks() {
        knocks.follow();
    }

    /** Reads the alerts of the meeting, and tells pages what changed. */
    void followAlerts() {
        alerts.follow();
    }

    /** Reads the room from the database, tells pages what changed, and adapts the media. */
    void refresh() {
        state = services.database().one(services.rooms().state(meetingId));
        List<LocalParticipant> gone = new ArrayList<>();
        for (LocalParticipant local : participants.values()) {
            RoomParticipant participant = state.participants().get(local.id());
            if (participant == null) {
                end(local);
                gone.add(local);
            } else if (participant.instanceId() == null) {
                // The others took this instance or the page for dead.
                local.claimWhenHeard();
            } else if (!participant.instanceId().equals(services.instanceId())) {
                local.socket().end(CallErrorCode.REPLACED, CONTINUES_ELSEWHERE);
                gone.add(local);
            }
        }
        gone.forEach(participant -> {
            participants.remove(participant.id());
            audience.remove(participant.socket());
            participant.stopStamp();
        });
        audience.reportChanges(state, participants.values());
        reportSmallPictures();
        conversation.follow(state);
        media.follow(gone);
        if (participants.isEmpty()) {
            try {
                outages.roomIsEmpty();
            } finally {
                media.releaseIfRoomIsEmpty(state.placement());
            }
        }
    }

    private void reportSmallPictures() {
        audience.reportSmallPictures(smallPictures.update(state.participants().size(), System.nanoTime()));
    }

    private void end(LocalParticipant local) {
        switch (services.database().one(services.participants().endedBy(local.id()))) {
            case HOST -> local.socket().end(CallErrorCode.REMOVED, "The host removed you from this meeting.");
            case HOST_FOR_ALL -> local.socket().end(CallErrorCode.MEETING_ENDED, ENDED_FOR_ALL);
            case SAME_PERSON -> local.socket().end(CallErrorCode.REPLACED, CONTINUES_ELSEWHERE);
            case NOBODY -> local.socket().end(CallErrorCode.NOT_JOINED, "You are no longer in this meeting.");
        }
    }

    /** A media server has lost all its objects. */
    void mediaServerLost(String kurentoUri) {
        if (media.forgetServer(kurentoUri)) {
            log.info("Meeting {} negotiates its media again", meetingId);
            refresh();
        }
    }

    /** Closes all pages, so that they come back on another instance. */
    void drain() {
        audience.clear();
        media.endRecordings();
        participants.values().forEach(LocalParticipant::stopStamp);
        participants.values().forEach(participant -> participant.socket().close(CloseStatus.SERVICE_RESTARTED));
        participants.clear();
    }

    /** The participant of a page, whom the rest of the task is about; null for none. */
    private LocalParticipant participantOf(CallSocket socket) {
        LocalParticipant found = participants.values().stream()
                .filter(participant -> participant.socket() == socket)
                .findAny()
                .orElse(null);
        if (found != null) {
            LogIds.ofParticipant(found.id());
        }
        return found;
    }
}
