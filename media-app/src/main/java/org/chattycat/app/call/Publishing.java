package org.chattycat.app.call;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.chattycat.app.meeting.PublicationKind;
import org.chattycat.app.meeting.Uplink;
import org.chattycat.kurento.client.EndpointListener;
import org.chattycat.kurento.client.IceCandidate;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.ObjectTags;
import org.chattycat.kurento.client.PublicationRecorder;
import org.chattycat.kurento.client.PublisherEndpoint;
import org.chattycat.kurento.client.RecordedMedia;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A publication of a local participant: the endpoint that receives it, and the steps that follow once its video flows. Used
 * on the room's executor only.
 */
final class Publishing implements EndpointListener {
    private static final Logger log = LoggerFactory.getLogger(Publishing.class);

    private static final long GRADE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A step that can fail and is then repeated at the next tick. */
    private enum Step {
        NOT_DUE,
        DUE,
        DONE
    }

    private final UUID publicationId;
    private final PublicationKind kind;
    private final LocalParticipant participant;
    private final PublisherEndpoint media;
    private final RoomServices services;
    private final RoomExecutor executor;
    private boolean released;
    /** When the page last graded its connection; null while it has not. */
    private Long gradedNanos;

    /** Offers a small picture to viewers, and anything else to workers. */
    private Step offer = Step.NOT_DUE;

    private Step lowerFloor = Step.NOT_DUE;

    Publishing(
            UUID publicationId,
            PublicationKind kind,
            LocalParticipant participant,
            PublisherEndpoint media,
            RoomServices services,
            RoomExecutor executor) {
        this.publicationId = publicationId;
        this.kind = kind;
        this.participant = participant;
        this.media = media;
        this.services = services;
        this.executor = executor;
    }

    UUID publicationId() {
        return publicationId;
    }

    PublicationKind kind() {
        return kind;
    }

    /**
     * Stores how good the connection is, as the page judges it. Everybody gets a change, so a page cannot change it at every
     * message; it repeats what was ignored.
     *
     * @return whether it counts
     */
    boolean grade(Uplink uplink, long nowNanos) {
        if (gradedNanos != null && nowNanos - gradedNanos < GRADE_INTERVAL_NANOS) {
            return false;
        }
        services.database().one(services.publications().grade(publicationId, uplink));
        gradedNanos = nowNanos;
        return true;
    }

    void addCandidate(IceCandidate candidate) {
        media.addCandidate(candidate);
    }

    @Override
    public void candidateFound(IceCandidate candidate) {
        participant.send(ServerMessage.TrickledCandidate.of(publicationId, EndpointRole.PUBLISHER, candidate));
    }

    @Override
    public void videoFlows() {
        if (released || offer != Step.NOT_DUE) {
            return;
        }
        offer = Step.DUE;
        executor.executeAfter(services.kurentoProperties().floorHold(), () -> {
            lowerFloor = Step.DUE;
            takeDueSteps();
        });
        takeDueSteps();
    }

    /** Takes the steps that are due and have not succeeded yet. The last one fails during an outage of the database. */
    void takeDueSteps() {
        if (released) {
            return;
        }
        if (lowerFloor == Step.DUE) {
            try {
                media.lowerFloor();
                lowerFloor = Step.DONE;
            } catch (MediaServerException e) {
                // A floor that stays up could overload a weak uplink, so the next tick repeats this.
                log.debug("Could not lower a bit rate floor yet", e);
            }
        }
        if (offer == Step.DUE) {
            services.database()
                    .one(
                            kind == PublicationKind.CAMERA_SMALL
                                    ? services.publications().plug(publicationId, media.endpointId())
                                    : services.publications().tap(publicationId, media.endpointId()));
            offer = Step.DONE;
        }
    }

    /**
     * Has the media server record this.
     *
     * @param uri where it uploads the file
     * @param onFailure called with a description when that fails later, on a thread of the client
     * @throws MediaServerException when it does not begin
     */
    PublicationRecorder record(RecordedMedia what, String uri, Consumer<String> onFailure) {
        return media.record(ObjectTags.ofEndpoint(services.instanceId(), participant.id()), what, uri, onFailure);
    }

    /** The media server has lost the endpoint: the page must publish again. */
    void forget() {
        released = true;
        participant.send(new ServerMessage.Renegotiate(publicationId, EndpointRole.PUBLISHER));
    }

    /** Records in the database that the endpoint no longer exists. */
    void unplug() {
        services.database().one(services.publications().unplug(publicationId, media.endpointId()));
    }

    void release() {
        released = true;
        media.release();
    }
}
