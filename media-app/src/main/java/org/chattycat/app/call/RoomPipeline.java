package org.chattycat.app.call;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.chattycat.app.meeting.Placement;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.MeetingPipeline;
import org.chattycat.kurento.client.ObjectTags;
import org.chattycat.kurento.client.ServerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room's pipeline on a media server. All instances that serve the room share one pipeline, whose placement is in the
 * database. Used on the room's executor, except where noted.
 */
final class RoomPipeline {
    private static final Logger log = LoggerFactory.getLogger(RoomPipeline.class);
    private static final int PLACEMENT_ATTEMPTS = 3;

    private final UUID meetingId;
    private final RoomServices services;
    private final Runnable onLost;
    /** Null until this instance uses the pipeline. Written on the executor only, read by other threads too. */
    private volatile MeetingPipeline current;

    /** @param onLost runs when all endpoints of this instance on the pipeline are lost; must not throw */
    RoomPipeline(UUID meetingId, RoomServices services, Runnable onLost) {
        this.meetingId = meetingId;
        this.services = services;
        this.onLost = onLost;
    }

    /** Whether the room's media server answers; for a room without one, whether any does. For every thread. */
    boolean isServerAlive() {
        MeetingPipeline pipeline = current;
        return pipeline == null ? !services.mediaServers().alive().isEmpty() : pipeline.isServerAlive();
    }

    boolean isOn(String kurentoUri) {
        return current != null && current.kurentoUri().equals(kurentoUri);
    }

    /**
     * Makes a request on the pipeline, which is created if the room has none. Repeats the request on a new pipeline if the
     * present one turns out to be lost.
     *
     * @param known the placement that the room was last known to have
     */
    <T> T use(Optional<Placement> known, Function<MeetingPipeline, T> request) {
        try {
            return attempt(known, request);
        } catch (MediaServerException e) {
            if (e.reason() != MediaServerException.Reason.GONE) {
                throw e;
            }
            log.info("The pipeline of meeting {} is gone: {}", meetingId, e.getMessage());
            forget();
            return attempt(known, request);
        }
    }

    private <T> T attempt(Optional<Placement> known, Function<MeetingPipeline, T> request) {
        MeetingPipeline pipeline = pipeline(known);
        try {
            return request.apply(pipeline);
        } catch (MediaServerException e) {
            if (e.reason() == MediaServerException.Reason.FULL) {
                noteFull(pipeline.kurentoUri());
            }
            throw e;
        }
    }

    private void noteFull(String kurentoUri) {
        try {
            services.database().one(services.serverMarks().noteFull(kurentoUri));
        } catch (RuntimeException e) {
            log.warn("New meetings may still begin on a full media server: {}", e.getMessage());
        }
    }

    private MeetingPipeline pipeline(Optional<Placement> known) {
        if (current != null && known.equals(Optional.of(placement(current)))) {
            return current;
        }
        for (int attempt = 0; attempt < PLACEMENT_ATTEMPTS; attempt++) {
            MeetingPipeline found = findOrCreate();
            if (found != null) {
                if (current != null && !placement(current).equals(placement(found))) {
                    forget();
                }
                current = found;
                return found;
            }
        }
        throw new CallException(CallErrorCode.MEDIA_SERVER_UNAVAILABLE, "The media server is busy. Try again.");
    }

    /** Returns null if another instance placed the room at the same time. */
    private MeetingPipeline findOrCreate() {
        Optional<Placement> placed =
                services.database().one(services.rooms().state(meetingId)).placement();
        if (placed.isPresent()) {
            if (current != null && placement(current).equals(placed.get())) {
                return current;
            }
            Optional<MeetingPipeline> attached = attachUnlessLost(placed.get());
            if (attached.isPresent()) {
                return attached.get();
            }
            services.database()
                    .one(services.rooms().unplace(meetingId, placed.get().pipelineId()));
        }
        return create();
    }

    private Optional<MeetingPipeline> attachUnlessLost(Placement placed) {
        if (services.mediaServers().hasFailed(placed.kurentoUri())) {
            return Optional.empty();
        }
        try {
            return Optional.of(attach(placed));
        } catch (MediaServerException e) {
            if (e.reason() != MediaServerException.Reason.GONE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private MeetingPipeline create() {
        Map<String, String> tags = ObjectTags.ofPipeline(services.deploymentId(), services.instanceId(), meetingId);
        MeetingPipeline created = services.mediaServers()
                .create(
                        services.database().one(services.rooms().load()),
                        services.database().one(services.serverMarks().all().collectList()),
                        tags);
        boolean placedHere = false;
        try {
            placedHere = services.database().one(services.rooms().place(meetingId, null, placement(created)));
        } finally {
            if (!placedHere) {
                created.release();
            }
        }
        return placedHere ? created : null;
    }

    /** The media server has lost the pipeline with everything on it. */
    void forget() {
        MeetingPipeline lost = current;
        current = null;
        if (lost != null) {
            lost.forget();
        }
        onLost.run();
        if (lost != null) {
            try {
                services.database().one(services.rooms().unplace(meetingId, lost.pipelineId()));
            } catch (RuntimeException e) {
                // The next request finds that the pipeline is gone, and corrects the row.
                log.warn("The database still holds a lost pipeline for meeting {}", meetingId, e);
            }
        }
    }

    /**
     * Leaves a media server that has failed, if another one answers. What is on it is released when it answers again.
     *
     * @return whether it did, so that the room is to be read again
     */
    boolean leaveFailedServer() {
        MeetingPipeline failed = current;
        if (failed == null || !services.mediaServers().hasFailed(failed.kurentoUri())) {
            return false;
        }
        log.warn(
                "The media of meeting {} leaves {}, which does not answer",
                meetingId,
                new ServerName(failed.kurentoUri()));
        forget();
        failed.release();
        return true;
    }

    /**
     * Leaves a pipeline that is no longer the room's: its host moved the meeting to another media server, or another instance left
     * a server that has failed.
     *
     * @param placed where the room's media is, read from the database after all that this instance has placed
     */
    void follow(Optional<Placement> placed) {
        MeetingPipeline former = current;
        if (former != null && !placed.equals(Optional.of(placement(former)))) {
            log.info("The media of meeting {} leaves {}", meetingId, new ServerName(former.kurentoUri()));
            forget();
            // Other instances do the same, which does no harm.
            former.release();
        }
    }

    /**
     * Releases the pipeline if the room is empty on all instances; otherwise leaves it to the others.
     *
     * @param known the placement that the room was last known to have; only other instances may have used it
     */
    void releaseIfRoomIsEmpty(Optional<Placement> known) {
        MeetingPipeline last = current;
        current = null;
        boolean empty = false;
        try {
            empty = services.database().one(services.rooms().unplaceIfEmpty(meetingId));
        } finally {
            if (last != null && !empty) {
                last.forget();
            }
        }
        if (empty) {
            Optional.ofNullable(last).or(() -> known.map(this::attach)).ifPresent(MeetingPipeline::release);
        }
    }

    private MeetingPipeline attach(Placement placed) {
        return services.mediaServers().attach(placed.kurentoUri(), placed.pipelineId());
    }

    private static Placement placement(MeetingPipeline pipeline) {
        return new Placement(pipeline.kurentoUri(), pipeline.pipelineId());
    }
}
