package org.chattycat.app.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.app.meeting.Placement;
import org.chattycat.app.meeting.PublicationKind;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.ObjectTags;
import org.chattycat.kurento.client.PublisherEndpoint;
import org.chattycat.kurento.client.ViewerEndpoint;
import org.chattycat.kurento.client.ViewerSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the local participants of a room publish and view. Used on the room's executor, except where noted. */
final class RoomMedia {
    private static final Logger log = LoggerFactory.getLogger(RoomMedia.class);

    private final Room room;
    private final RoomServices services;
    private final RoomExecutor executor;
    private final RoomPipeline pipeline;
    private final Recorders recorders;

    RoomMedia(Room room, RoomServices services, RoomExecutor executor) {
        this.room = room;
        this.services = services;
        this.executor = executor;
        this.pipeline = new RoomPipeline(room.meetingId(), services, this::forgetEndpoints);
        this.recorders = new Recorders(services, executor);
    }

    /** Whether the room's media server answers. For every thread. */
    boolean isServerAlive() {
        return pipeline.isServerAlive();
    }

    void publish(LocalParticipant participant, ClientMessage.Publish message) {
        EndpointEvents events = new EndpointEvents(executor);
        boolean small = message.kind() == PublicationKind.CAMERA_SMALL;
        PublisherEndpoint media = pipeline.use(
                room.state().placement(),
                meeting -> small
                        ? meeting.createSmallPublisher(tags(participant), message.sdp(), events)
                        : meeting.createPublisher(tags(participant), message.sdp(), events));
        UUID id;
        try {
            id = services.database()
                    .one(services.publications()
                            .publish(participant.id(), message.kind(), small ? null : media.endpointId()));
        } catch (RuntimeException e) {
            media.release();
            throw e;
        }
        if (id == null) {
            media.release();
            throw new CallException(CallErrorCode.NOT_JOINED, "You are no longer in this meeting.");
        }
        Publishing publishing = new Publishing(id, message.kind(), participant, media, services, executor);
        events.passTo(publishing);
        Optional<Publishing> former = participant.add(publishing, message.ref());
        participant.send(new ServerMessage.Published(message.ref(), id, media.answer()));
        former.ifPresent(Publishing::release);
    }

    void view(LocalParticipant participant, ClientMessage.View message) {
        UUID id = message.publicationId();
        PictureSources sources = room.state()
                .publication(id)
                .filter(found -> !found.participantId().equals(participant.id()))
                .flatMap(found -> PictureSources.of(room.state(), found))
                .orElseThrow(() -> new CallException(
                        CallErrorCode.PUBLICATION_NOT_FOUND, "Nobody else in this meeting publishes this."));
        participant.stopViewing(id);
        PictureChoice choice = new PictureChoice(participant.downlink(), message.picture(), System.nanoTime());
        ViewerSource source = sources.viewerSource(choice.chosen()).orElse(ViewerSource.NOTHING);
        EndpointEvents events = new EndpointEvents(executor);
        ViewerEndpoint media = pipeline.use(
                room.state().placement(),
                meeting -> meeting.createViewer(tags(participant), source, message.sdp(), events));
        Viewing viewing = new Viewing(id, participant, media, choice, source);
        events.passTo(viewing);
        participant.add(viewing);
        participant.send(new ServerMessage.Viewing(message.ref(), id, media.answer()));
        viewing.follow(sources);
    }

    /** A page wants another picture of what it views. Ignored for what it does not view, as around the end of a publication. */
    void choose(LocalParticipant participant, ClientMessage.ChoosePicture message) {
        participant.viewing(message.publicationId()).ifPresent(viewing -> {
            viewing.wish(message.picture());
            updatePicture(participant, viewing);
        });
    }

    /** Gives pages the pictures for which they asked too soon before, or for which their network is too slow or not any more. */
    void updatePictures() {
        for (LocalParticipant participant : room.participants()) {
            participant.viewings().forEach(Viewing::watchNetwork);
            participant.viewings().forEach(viewing -> updatePicture(participant, viewing));
        }
    }

    private void updatePicture(LocalParticipant participant, Viewing viewing) {
        if (viewing.updatePicture()) {
            follow(participant, viewing);
        }
    }

    /** Asks a page that came back to set up what this instance does not hold, and repeats what it is sent of the rest. */
    void renegotiateWhatIsMissing(LocalParticipant participant) {
        room.state().participants().values().forEach(publisher -> publisher
                .publications()
                .forEach(publication -> {
                    UUID id = publication.id();
                    if (publisher.id().equals(participant.id())) {
                        if (!participant.publishes(id)) {
                            participant.send(new ServerMessage.Renegotiate(id, EndpointRole.PUBLISHER));
                        }
                    } else if (publication.kind() != PublicationKind.CAMERA_SMALL) {
                        participant
                                .viewing(id)
                                .ifPresentOrElse(
                                        Viewing::tellPicture,
                                        () -> participant.send(new ServerMessage.Renegotiate(id, EndpointRole.VIEWER)));
                    }
                }));
    }

    /**
     * Adapts endpoints to the room's state. Releases viewers before what they view.
     *
     * @param gone participants that are no longer in the room
     */
    void follow(List<LocalParticipant> gone) {
        RoomState state = room.state();
        pipeline.follow(state.placement());
        gone.forEach(participant -> participant.viewings().forEach(viewing -> stop(participant, viewing)));
        for (LocalParticipant participant : room.participants()) {
            for (Viewing viewing : participant.viewings()) {
                follow(participant, viewing);
            }
        }
        followRecording();
        for (LocalParticipant participant : room.participants()) {
            for (Publishing publishing : participant.publishings()) {
                if (state.publication(publishing.publicationId()).isEmpty()) {
                    participant.stopPublishing(publishing.publicationId());
                }
            }
        }
        gone.forEach(participant -> participant
                .publishings()
                .forEach(publishing -> participant.stopPublishing(publishing.publicationId())));
    }

    /** Records what is to be recorded, and repeats what failed before. */
    void followRecording() {
        recorders.follow(room.state(), room.participants());
    }

    /** Ends the recordings of this instance, whose pages go on elsewhere. */
    void endRecordings() {
        recorders.endAll();
    }

    /** Somebody agrees to be recorded, or does not. */
    void answerRecording(LocalParticipant participant, ClientMessage.RecordingConsent answer) {
        boolean stored = services.database()
                .one(services.recordings().answer(answer.recordingId(), participant.id(), answer.agrees()));
        if (!stored) {
            throw new CallException(CallErrorCode.RECORDING_NOT_FOUND, "This recording is over.");
        }
    }

    private static void stop(LocalParticipant participant, Viewing viewing) {
        participant.stopViewing(viewing.publicationId());
    }

    private void follow(LocalParticipant participant, Viewing viewing) {
        PictureSources sources = room.state()
                .publication(viewing.publicationId())
                .flatMap(published -> PictureSources.of(room.state(), published))
                .orElse(null);
        if (sources == null) {
            stop(participant, viewing);
            return;
        }
        try {
            viewing.follow(sources);
        } catch (MediaServerException e) {
            log.debug("A viewer could not be connected to its publication again", e);
            stop(participant, viewing);
            participant.send(new ServerMessage.Renegotiate(viewing.publicationId(), EndpointRole.VIEWER));
        }
    }

    /** Forgets everything on a media server that has lost it. Returns whether this room was on that server. */
    boolean forgetServer(String kurentoUri) {
        boolean here = pipeline.isOn(kurentoUri);
        if (here) {
            pipeline.forget();
        }
        return here;
    }

    /** Leaves a media server that has failed, if another one answers. @return whether the room is to be read again */
    boolean leaveFailedServer() {
        return pipeline.leaveFailedServer();
    }

    private void forgetEndpoints() {
        recorders.forget();
        List<Publishing> lost = new ArrayList<>();
        room.participants().forEach(participant -> lost.addAll(participant.forgetMedia()));
        try {
            lost.forEach(Publishing::unplug);
        } catch (RuntimeException e) {
            // Viewers of a lost endpoint get GONE from the media server and are told to negotiate again.
            log.warn("The database still holds lost endpoints for meeting {}", room.meetingId(), e);
        }
    }

    void releaseIfRoomIsEmpty(Optional<Placement> known) {
        pipeline.releaseIfRoomIsEmpty(known);
    }

    private Map<String, String> tags(LocalParticipant participant) {
        return ObjectTags.ofEndpoint(services.instanceId(), participant.id());
    }
}
