package org.chattycat.app.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.chattycat.app.kurento.EndpointListener;
import org.chattycat.app.kurento.IceCandidate;
import org.chattycat.app.kurento.MediaServerException;
import org.chattycat.app.kurento.MeetingPipeline;
import org.chattycat.app.kurento.ObjectTags;
import org.chattycat.app.kurento.PublisherEndpoint;
import org.chattycat.app.kurento.ViewerEndpoint;
import org.chattycat.app.meeting.Placement;
import org.chattycat.app.meeting.RoomState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media of a room as far as this instance's pages have a part in it. On the room's executor alone. */
final class RoomMedia {
    private static final Logger log = LoggerFactory.getLogger(RoomMedia.class);
    private static final int PLACEMENT_ATTEMPTS = 3;
    /** A keyframe is ten times the size of another picture: a page may not ask for one at every packet lost. */
    private static final long KEYFRAME_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Room room;
    private final RoomServices services;
    /** Written on the executor alone, read by others too. */
    private volatile MeetingPipeline pipeline;

    RoomMedia(Room room, RoomServices services) {
        this.room = room;
        this.services = services;
    }

    void publish(LocalParticipant stay, ClientMessage.Publish message) {
        Listener listener = new Listener(stay, EndpointRole.PUBLISHER);
        PublisherEndpoint media = onPipeline(meeting -> meeting.createPublisher(tags(stay), message.sdp(), listener));
        UUID id;
        try {
            id = services.database()
                    .one(services.publications().publish(stay.id(), message.kind(), media.endpointId()));
        } catch (RuntimeException e) {
            media.release();
            throw e;
        }
        if (id == null) {
            media.release();
            throw new CallException(CallErrorCode.NOT_JOINED, "You are not in this meeting any more.");
        }
        LocalParticipant.Incoming before = stay.published().put(id, new LocalParticipant.Incoming(media));
        stay.publishedByRef().put(message.ref(), id);
        listener.begin(id);
        stay.socket().send(new ServerMessage.Published(message.ref(), id, media.answer()));
        media.gather();
        if (before != null) {
            before.media.release();
        }
    }

    void view(LocalParticipant stay, ClientMessage.View message) {
        UUID id = message.publicationId();
        RoomState.Published published = room.state()
                .publication(id)
                .filter(found -> !found.participantId().equals(stay.id()))
                .orElseThrow(() ->
                        new CallException(CallErrorCode.PUBLICATION_NOT_FOUND, "Nobody else publishes this any more."));
        unview(stay, id);
        String source = published.publication().endpointId();
        Listener listener = new Listener(stay, EndpointRole.VIEWER);
        ViewerEndpoint media = onPipeline(meeting -> meeting.createViewer(tags(stay), source, message.sdp(), listener));
        stay.viewed().put(id, new LocalParticipant.Outgoing(media, source));
        listener.begin(id);
        stay.socket().send(new ServerMessage.Viewing(message.ref(), id, media.answer()));
        media.gather();
    }

    void unview(LocalParticipant stay, UUID publicationId) {
        LocalParticipant.Outgoing viewed = stay.viewed().remove(publicationId);
        if (viewed != null) {
            viewed.media.release();
        }
    }

    /** Candidates for what is gone meanwhile are nobody's fault, and dropped. */
    void addCandidate(LocalParticipant stay, ClientMessage.TrickledCandidate message) {
        IceCandidate candidate = new IceCandidate(message.candidate(), message.sdpMid(), message.sdpMLineIndex());
        UUID id = message.publicationId() != null
                ? message.publicationId()
                : stay.publishedByRef().get(message.ref());
        if (message.role() == EndpointRole.PUBLISHER && stay.published().containsKey(id)) {
            stay.published().get(id).media.addCandidate(candidate);
        } else if (message.role() == EndpointRole.VIEWER && stay.viewed().containsKey(id)) {
            stay.viewed().get(id).media.addCandidate(candidate);
        }
    }

    void requestKeyframe(LocalParticipant stay, UUID publicationId) {
        LocalParticipant.Outgoing viewed = stay.viewed().get(publicationId);
        if (viewed == null) {
            throw new CallException(CallErrorCode.PUBLICATION_NOT_FOUND, "You do not view this.");
        }
        long now = services.nanoTime().getAsLong();
        if (viewed.keyframeNanos == 0 || now - viewed.keyframeNanos > KEYFRAME_INTERVAL_NANOS) {
            viewed.keyframeNanos = now;
            viewed.media.requestKeyframe();
        }
    }

    /** Offers to the workers what flows and what they were not offered yet; called again until the database took it. */
    void tapWhatFlows(LocalParticipant stay) {
        stay.published().forEach((id, incoming) -> {
            if (incoming.flowing && !incoming.tapped) {
                services.database().one(services.publications().tap(id, incoming.media.endpointId()));
                incoming.tapped = true;
            }
        });
    }

    /** Lowers the floors whose time has come; called again until the media server took it: left up, one drowns an uplink. */
    void lowerFloors(LocalParticipant stay) {
        for (LocalParticipant.Incoming incoming : stay.published().values()) {
            if (incoming.floorIsToBeLowered) {
                try {
                    incoming.media.lowerFloor();
                    incoming.floorIsToBeLowered = false;
                } catch (MediaServerException e) {
                    log.debug("A bit rate floor stays up for now", e);
                }
            }
        }
    }

    /** Where it fails, the page sees its picture stand still, and asks itself. */
    private static void askForKeyframe(LocalParticipant.Outgoing viewed) {
        try {
            viewed.media.requestKeyframe();
        } catch (MediaServerException e) {
            log.debug("No keyframe was asked for", e);
        }
    }

    /** Tells a page that came back what it has to set up again here. */
    void renegotiateWhatIsMissing(LocalParticipant stay) {
        room.state().participants().values().forEach(participant -> participant
                .publications()
                .forEach(publication -> {
                    boolean own = participant.id().equals(stay.id());
                    boolean here = own
                            ? stay.published().containsKey(publication.id())
                            : stay.viewed().containsKey(publication.id());
                    if (!here) {
                        stay.socket()
                                .send(new ServerMessage.Renegotiate(
                                        publication.id(), own ? EndpointRole.PUBLISHER : EndpointRole.VIEWER));
                    }
                }));
    }

    /** Brings endpoints in line with the room's state: viewers first, then what they viewed. */
    void follow(List<LocalParticipant> gone) {
        RoomState state = room.state();
        gone.forEach(this::releaseViewed);
        for (LocalParticipant stay : room.stays()) {
            List.copyOf(stay.viewed().keySet()).forEach(id -> {
                Optional<RoomState.Published> published = state.publication(id);
                if (published.isEmpty()) {
                    unview(stay, id);
                } else {
                    reconnect(stay, id, published.get().publication().endpointId());
                }
            });
        }
        for (LocalParticipant stay : room.stays()) {
            List.copyOf(stay.published().keySet()).forEach(id -> {
                if (state.publication(id).isEmpty()) {
                    stay.published().remove(id).media.release();
                }
            });
        }
        gone.forEach(stay -> stay.published().values().forEach(incoming -> incoming.media.release()));
    }

    private void releaseViewed(LocalParticipant stay) {
        stay.viewed().values().forEach(viewed -> viewed.media.release());
        stay.viewed().clear();
    }

    /** Feeds a viewer from the publication's present endpoint, which changes when its page negotiates again. */
    private void reconnect(LocalParticipant stay, UUID publicationId, String endpointId) {
        LocalParticipant.Outgoing viewed = stay.viewed().get(publicationId);
        if (endpointId == null || endpointId.equals(viewed.sourceEndpointId)) {
            return;
        }
        try {
            viewed.media.connect(endpointId);
            viewed.media.requestKeyframe();
            viewed.sourceEndpointId = endpointId;
        } catch (MediaServerException e) {
            log.debug("A viewer could not follow its publication", e);
            unview(stay, publicationId);
            stay.socket().send(new ServerMessage.Renegotiate(publicationId, EndpointRole.VIEWER));
        }
    }

    /** Whether the media server of this room answers; while it has none, whether any does. For every thread. */
    boolean isServerAlive() {
        MeetingPipeline present = pipeline;
        return present == null ? !services.mediaServers().alive().isEmpty() : present.isServerAlive();
    }

    boolean isOn(String kurentoUri) {
        return pipeline != null && pipeline.kurentoUri().equals(kurentoUri);
    }

    /** All ids are dead: forgets them without releasing, and has the pages negotiate again. */
    void forget() {
        MeetingPipeline dead = pipeline;
        pipeline = null;
        List<Runnable> corrections = new ArrayList<>();
        for (LocalParticipant stay : room.stays()) {
            stay.published().forEach((id, incoming) -> {
                String endpointId = incoming.media.endpointId();
                corrections.add(
                        () -> services.database().one(services.publications().unplug(id, endpointId)));
                stay.socket().send(new ServerMessage.Renegotiate(id, EndpointRole.PUBLISHER));
            });
            stay.viewed().keySet().forEach(id -> stay.socket()
                    .send(new ServerMessage.Renegotiate(id, EndpointRole.VIEWER)));
            stay.published().clear();
            stay.viewed().clear();
        }
        if (dead != null) {
            dead.forget();
            corrections.add(
                    () -> services.database().one(services.rooms().unplace(room.meetingId(), dead.pipelineId())));
        }
        try {
            corrections.forEach(Runnable::run);
        } catch (RuntimeException e) {
            // What stands there is corrected by whoever runs into it: the pipeline is found to be gone.
            log.warn("Dead endpoints of meeting {} still stand in the database", room.meetingId(), e);
        }
    }

    /** Releases the pipeline once nobody is in the room, here or elsewhere. */
    void releaseIfRoomIsEmpty() {
        MeetingPipeline last = pipeline;
        pipeline = null;
        boolean empty = false;
        try {
            empty = services.database().one(services.rooms().unplaceIfEmpty(room.meetingId()));
        } finally {
            if (last != null) {
                if (empty) {
                    last.release();
                } else {
                    last.forget();
                }
            }
        }
    }

    /** Does something on the meeting's pipeline; once more on a new one if it turns out to be gone. */
    private <T> T onPipeline(Function<MeetingPipeline, T> request) {
        try {
            return request.apply(pipeline());
        } catch (MediaServerException e) {
            if (e.reason() != MediaServerException.Reason.GONE) {
                throw e;
            }
            log.info("The pipeline of meeting {} is gone: {}", room.meetingId(), e.getMessage());
            forget();
            return request.apply(pipeline());
        }
    }

    private MeetingPipeline pipeline() {
        if (pipeline != null && room.state().placement().equals(Optional.of(placement(pipeline)))) {
            return pipeline;
        }
        for (int attempt = 0; attempt < PLACEMENT_ATTEMPTS; attempt++) {
            MeetingPipeline found = findOrMake();
            if (found != null) {
                if (pipeline != null && !placement(pipeline).equals(placement(found))) {
                    forget();
                }
                pipeline = found;
                return found;
            }
        }
        throw new CallException(CallErrorCode.MEDIA_SERVER_UNAVAILABLE, "The media server is busy. Try again.");
    }

    /** Null when another instance was quicker. */
    private MeetingPipeline findOrMake() {
        Optional<Placement> placed = services.database()
                .one(services.rooms().state(room.meetingId()))
                .placement();
        if (placed.isPresent()) {
            if (pipeline != null && placement(pipeline).equals(placed.get())) {
                return pipeline;
            }
            try {
                return services.mediaServers()
                        .attach(placed.get().kurentoUri(), placed.get().pipelineId());
            } catch (MediaServerException e) {
                if (e.reason() != MediaServerException.Reason.GONE) {
                    throw e;
                }
                services.database()
                        .one(services.rooms()
                                .unplace(room.meetingId(), placed.get().pipelineId()));
            }
        }
        MeetingPipeline made = services.mediaServers()
                .create(services.database().one(services.rooms().load()), pipelineTags());
        boolean placedHere = false;
        try {
            placedHere = services.database().one(services.rooms().place(room.meetingId(), null, placement(made)));
        } finally {
            if (!placedHere) {
                made.release();
            }
        }
        return placedHere ? made : null;
    }

    private static Placement placement(MeetingPipeline media) {
        return new Placement(media.kurentoUri(), media.pipelineId());
    }

    private Map<String, String> pipelineTags() {
        return ObjectTags.ofPipeline(services.deploymentId(), services.instanceId(), room.meetingId());
    }

    private Map<String, String> tags(LocalParticipant stay) {
        return ObjectTags.ofEndpoint(services.instanceId(), stay.id());
    }

    /** Brings an endpoint's events onto the room's executor. */
    private final class Listener implements EndpointListener {
        private final LocalParticipant stay;
        private final EndpointRole role;
        private volatile UUID publicationId;

        Listener(LocalParticipant stay, EndpointRole role) {
            this.stay = stay;
            this.role = role;
        }

        /** Candidates come after this, because gathering begins after it. */
        void begin(UUID publicationId) {
            this.publicationId = publicationId;
        }

        @Override
        public void candidateFound(IceCandidate candidate) {
            room.execute(() -> stay.socket()
                    .send(new ServerMessage.TrickledCandidate(
                            publicationId,
                            role,
                            candidate.candidate(),
                            candidate.sdpMid(),
                            candidate.sdpMLineIndex())));
        }

        @Override
        public void connected() {
            room.execute(() -> {
                LocalParticipant.Outgoing viewed = stay.viewed().get(publicationId);
                if (viewed != null && viewed.sourceEndpointId != null) {
                    askForKeyframe(viewed);
                }
            });
        }

        @Override
        public void videoFlows() {
            room.execute(() -> {
                LocalParticipant.Incoming incoming = stay.published().get(publicationId);
                if (incoming != null && !incoming.flowing) {
                    incoming.flowing = true;
                    services.timer()
                            .schedule(
                                    () -> room.execute(() -> lowerFloor(incoming)),
                                    services.kurentoProperties().floorHold().toMillis(),
                                    TimeUnit.MILLISECONDS);
                    tapWhatFlows(stay);
                }
            });
        }

        private void lowerFloor(LocalParticipant.Incoming incoming) {
            incoming.floorIsToBeLowered = true;
            lowerFloors(stay);
        }
    }
}
