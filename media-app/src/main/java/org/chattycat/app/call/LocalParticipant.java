package org.chattycat.app.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.app.clock.Stamp;
import org.chattycat.kurento.client.IceCandidate;

/**
 * A participant whose page is connected to this instance, or was until a moment ago, with the media of that page. Used on the
 * room's executor only.
 */
final class LocalParticipant {
    /** The number of recent publish requests whose candidates may still refer to the request. */
    private static final int MAX_REMEMBERED_REQUESTS = 16;

    private final UUID id;
    private final RoomServices services;
    private final Downlink downlink;
    private volatile CallSocket socket;
    private Stamp stamp;
    /** Whether the database was last told that the page is silent. */
    private boolean reportedSilent;

    private final Map<UUID, Publishing> publishings = new LinkedHashMap<>();
    private final Map<UUID, Viewing> viewings = new LinkedHashMap<>();
    private final Map<Long, UUID> publicationByRequest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, UUID> eldest) {
            return size() > MAX_REMEMBERED_REQUESTS;
        }
    };

    LocalParticipant(UUID id, CallSocket socket, RoomServices services) {
        this.id = id;
        this.socket = socket;
        this.services = services;
        this.downlink = new Downlink(services.callProperties().smallPictures().pause(), System.nanoTime());
    }

    UUID id() {
        return id;
    }

    CallSocket socket() {
        return socket;
    }

    void send(ServerMessage message) {
        socket.send(message);
    }

    /** Whether the page's network carries large pictures. */
    Downlink downlink() {
        return downlink;
    }

    void resumeOn(CallSocket newSocket) {
        socket = newSocket;
        newSocket.bind(stamp);
        reportedSilent = false;
    }

    /** Starts the stamp clock, or returns the one that is running. Blocks. */
    Stamp startStamp(UUID meetingId) {
        if (stamp == null || !stamp.isOpen()) {
            stamp = services.stamps()
                    .start(
                            meetingId,
                            id,
                            reason -> socket.fail(null, MessageDispatcher.code(reason.code()), reason.getMessage()));
            socket.bind(stamp);
        }
        return stamp;
    }

    /** Stops the stamp clock, if it is running. */
    void stopStamp() {
        if (stamp != null) {
            stamp.stop();
            stamp = null;
            socket.bind((Stamp) null);
        }
    }

    /**
     * Records in the database that the page fell silent, or was heard again.
     *
     * @return whether that changed
     */
    boolean reportPresence() {
        long silentNanos = socket.silentNanos();
        boolean silent = socket.isClosed()
                || silentNanos > services.callProperties().silence().toNanos();
        if (silent == reportedSilent) {
            return false;
        }
        services.database()
                .one(
                        silent
                                ? services.participants()
                                        .unheard(
                                                id,
                                                services.instanceId(),
                                                services.meetingProperties()
                                                        .resumeWindow()
                                                        .minusNanos(silentNanos))
                                : services.participants().heard(id, services.instanceId()));
        reportedSilent = silent;
        return true;
    }

    /** The database holds no instance for this participant: the next message from the page claims it for this one. */
    void claimWhenHeard() {
        reportedSilent = true;
    }

    /**
     * Adds what the page publishes.
     *
     * @param ref the request, to which candidates may refer until the page knows the publication's id
     * @return the same publication as it was before, which the caller releases; empty if it is new
     */
    Optional<Publishing> add(Publishing publishing, long ref) {
        publicationByRequest.put(ref, publishing.publicationId());
        return Optional.ofNullable(publishings.put(publishing.publicationId(), publishing));
    }

    void add(Viewing viewing) {
        viewings.put(viewing.publicationId(), viewing);
    }

    boolean publishes(UUID publicationId) {
        return publishings.containsKey(publicationId);
    }

    /**
     * Stores how good the connection is over which the page sends. Ignored for what the page has not negotiated here.
     *
     * @return whether it counts
     */
    boolean grade(ClientMessage.UplinkGraded graded) {
        Publishing publishing = publishings.get(graded.publicationId());
        return publishing != null && publishing.grade(graded.grade(), System.nanoTime());
    }

    Optional<Viewing> viewing(UUID publicationId) {
        return Optional.ofNullable(viewings.get(publicationId));
    }

    /** A copy, so that entries can be removed during the iteration. */
    Collection<Publishing> publishings() {
        return List.copyOf(publishings.values());
    }

    /** A copy, so that entries can be removed during the iteration. */
    Collection<Viewing> viewings() {
        return List.copyOf(viewings.values());
    }

    void stopPublishing(UUID publicationId) {
        Publishing publishing = publishings.remove(publicationId);
        if (publishing != null) {
            publishing.release();
        }
    }

    void stopViewing(UUID publicationId) {
        Viewing viewing = viewings.remove(publicationId);
        if (viewing != null) {
            viewing.release();
        }
    }

    /** Adds a candidate of the page. Ignores candidates for endpoints that no longer exist. */
    void addCandidate(ClientMessage.TrickledCandidate message) {
        IceCandidate candidate = new IceCandidate(message.candidate(), message.sdpMid(), message.sdpMLineIndex());
        UUID publicationId =
                message.publicationId() != null ? message.publicationId() : publicationByRequest.get(message.ref());
        switch (message.role()) {
            case PUBLISHER ->
                Optional.ofNullable(publishings.get(publicationId))
                        .ifPresent(publishing -> publishing.addCandidate(candidate));
            case VIEWER -> viewing(publicationId).ifPresent(viewing -> viewing.addCandidate(candidate));
        }
    }

    /**
     * Forgets all media without releasing it, and asks the page to negotiate again.
     *
     * @return what was published
     */
    Collection<Publishing> forgetMedia() {
        Collection<Publishing> forgotten = new ArrayList<>(publishings.values());
        forgotten.forEach(Publishing::forget);
        viewings.values().forEach(Viewing::forget);
        publishings.clear();
        viewings.clear();
        return forgotten;
    }
}
