package org.chattycat.app.call;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.client.EndpointListener;
import org.chattycat.kurento.client.IceCandidate;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.ViewerEndpoint;
import org.chattycat.kurento.client.ViewerSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local participant's view of somebody else's publication: the endpoint that sends it to the page. Used on the room's
 * executor only.
 */
final class Viewing implements EndpointListener {
    private static final Logger log = LoggerFactory.getLogger(Viewing.class);
    /** A keyframe is ten times the size of another frame, so a page cannot request one at every lost packet. */
    private static final long KEYFRAME_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Each question is a request to the media server, and the answer changes slowly. */
    private static final long TRANSIT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Two answers may be missing. */
    private static final long TRANSIT_LASTS_NANOS = 3 * TRANSIT_INTERVAL_NANOS;

    private final UUID publicationId;
    private final LocalParticipant participant;
    private final ViewerEndpoint media;
    /** What is sent; null before the first connection. */
    private ViewerSource source;

    private boolean released;
    private long nextKeyframeNanos = System.nanoTime();
    private Instant reportedSecond = Instant.MIN;
    private long nextTransitNanos = System.nanoTime();
    /** Written by threads of the media server's client. */
    private volatile Transit transit;

    private record Transit(double ms, long readNanos) {}

    Viewing(UUID publicationId, LocalParticipant participant, ViewerEndpoint media, ViewerSource source) {
        this.publicationId = publicationId;
        this.participant = participant;
        this.media = media;
        this.source = source;
    }

    UUID publicationId() {
        return publicationId;
    }

    void gatherCandidates() {
        media.gatherCandidates();
    }

    void addCandidate(IceCandidate candidate) {
        media.addCandidate(candidate);
    }

    @Override
    public void candidateFound(IceCandidate candidate) {
        participant.send(ServerMessage.TrickledCandidate.of(publicationId, EndpointRole.VIEWER, candidate));
    }

    /** Requests the first keyframe. If that fails, the page sees that its video is frozen and requests one itself. */
    @Override
    public void connected() {
        if (released || source == null) {
            return;
        }
        try {
            media.requestKeyframe();
        } catch (MediaServerException e) {
            log.debug("Could not request a keyframe", e);
        }
    }

    /** Requests a keyframe for the page, unless it asked less than a second ago. */
    void requestKeyframe() {
        long now = System.nanoTime();
        if (now - nextKeyframeNanos >= 0) {
            nextKeyframeNanos = now + KEYFRAME_INTERVAL_NANOS;
            media.requestKeyframe();
        }
    }

    /** Whether the page may report about this second: it may do so once. */
    boolean claimReport(Instant second) {
        if (!second.isAfter(reportedSecond)) {
            return false;
        }
        reportedSecond = second;
        return true;
    }

    /** The mean time that the video spends in the media server, in ms; null if the server has not stated it recently. */
    Double mediaServerMs() {
        Transit newest = transit;
        boolean recent = newest != null && System.nanoTime() - newest.readNanos() < TRANSIT_LASTS_NANOS;
        return recent ? (Double) newest.ms() : null;
    }

    /** Asks the media server for that time, unless it was asked recently. Does not block. */
    void readMediaServer() {
        long now = System.nanoTime();
        if (now - nextTransitNanos >= 0) {
            nextTransitNanos = now + TRANSIT_INTERVAL_NANOS;
            media.readTransit(ms -> transit = new Transit(ms, System.nanoTime()));
        }
    }

    /**
     * Connects to the publication's current endpoint, which changes when the publisher negotiates again, with or without its
     * sound.
     *
     * @param now null while the publisher negotiates again
     * @throws MediaServerException if the media server cannot connect the two
     */
    void follow(ViewerSource now) {
        if (now == null || now.equals(source)) {
            return;
        }
        media.connect(now);
        if (source == null || !now.endpointId().equals(source.endpointId())) {
            media.requestKeyframe();
        }
        source = now;
    }

    /** The media server has lost the endpoint: the page must view the publication again. */
    void forget() {
        released = true;
        participant.send(new ServerMessage.Renegotiate(publicationId, EndpointRole.VIEWER));
    }

    void release() {
        released = true;
        media.release();
    }
}
