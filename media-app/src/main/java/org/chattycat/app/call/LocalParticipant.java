package org.chattycat.app.call;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.kurento.PublisherEndpoint;
import org.chattycat.app.kurento.ViewerEndpoint;

/** A participant whose page is, or was just now, connected to this instance. Touched on its room's executor alone. */
final class LocalParticipant {
    /** Requests whose candidates may still come under the request's number. */
    private static final int MAX_REMEMBERED_REQUESTS = 16;

    private final UUID id;
    private CallSocket socket;
    /** What the database was told last. */
    private boolean reportedUnheard;

    private final Map<UUID, Incoming> published = new LinkedHashMap<>();
    private final Map<UUID, Outgoing> viewed = new HashMap<>();
    private final Map<Long, UUID> publishedByRef = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, UUID> eldest) {
            return size() > MAX_REMEMBERED_REQUESTS;
        }
    };

    /** What this page publishes, whether its video flows, and whether workers have been offered it. */
    static final class Incoming {
        final PublisherEndpoint media;
        boolean flowing;
        boolean tapped;
        boolean floorIsToBeLowered;

        Incoming(PublisherEndpoint media) {
            this.media = media;
        }
    }

    /** What this page views, and which endpoint it is fed from at present; null: none. */
    static final class Outgoing {
        final ViewerEndpoint media;
        String sourceEndpointId;
        long keyframeNanos;

        Outgoing(ViewerEndpoint media, String sourceEndpointId) {
            this.media = media;
            this.sourceEndpointId = sourceEndpointId;
        }
    }

    LocalParticipant(UUID id, CallSocket socket) {
        this.id = id;
        this.socket = socket;
    }

    UUID id() {
        return id;
    }

    CallSocket socket() {
        return socket;
    }

    void resumeOn(CallSocket newSocket) {
        socket = newSocket;
        reportedUnheard = false;
    }

    boolean reportedUnheard() {
        return reportedUnheard;
    }

    void reportUnheard(boolean unheard) {
        reportedUnheard = unheard;
    }

    Map<UUID, Incoming> published() {
        return published;
    }

    Map<UUID, Outgoing> viewed() {
        return viewed;
    }

    Map<Long, UUID> publishedByRef() {
        return publishedByRef;
    }
}
