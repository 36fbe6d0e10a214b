package org.chattycat.app.call;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.client.EndpointListener;
import org.chattycat.kurento.client.IceCandidate;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.SentVideo;
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

    /** While the page's network is watched. */
    private static final long WATCH_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final UUID publicationId;
    private final LocalParticipant participant;
    private final ViewerEndpoint media;
    private final PictureChoice choice;
    /** What the endpoint sends. */
    private ViewerSource source;
    /** What the page was told; it knows that it begins with the large one. */
    private Picture told = Picture.LARGE;
    /** Null unless the large picture of two is sent. */
    private LargePictureWatch watch;

    private boolean released;
    private long nextKeyframeNanos = System.nanoTime();
    private Instant reportedSecond = Instant.MIN;
    private long askedNanos = System.nanoTime() - TRANSIT_INTERVAL_NANOS;
    /** Written by threads of the media server's client. */
    private volatile Reading newest;
    /** The last reading of which {@link #watch} knows. */
    private Reading watched;

    private record Reading(SentVideo video, long nanos) {}

    /** @param source what the endpoint sends already, of the picture that was chosen */
    Viewing(
            UUID publicationId,
            LocalParticipant participant,
            ViewerEndpoint media,
            PictureChoice choice,
            ViewerSource source) {
        this.publicationId = publicationId;
        this.participant = participant;
        this.media = media;
        this.choice = choice;
        this.source = source;
    }

    UUID publicationId() {
        return publicationId;
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
        if (released || source.videoId() == null) {
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
        Reading reading = newest;
        boolean recent = reading != null && System.nanoTime() - reading.nanos() < TRANSIT_LASTS_NANOS;
        return recent ? reading.video().transitMs() : null;
    }

    /** Asks the media server for that time, unless it was asked recently. Does not block. */
    void readMediaServer() {
        read(TRANSIT_INTERVAL_NANOS);
    }

    private void read(long intervalNanos) {
        long now = System.nanoTime();
        if (now - askedNanos >= intervalNanos) {
            askedNanos = now;
            media.readSentVideo(video -> newest = new Reading(video, System.nanoTime()));
        }
    }

    /** The page wants another picture. {@link #updatePicture} chooses it, and {@link #follow} connects it. */
    void wish(Picture wanted) {
        choice.wish(wanted);
    }

    /** @return whether another picture was chosen, which {@link #follow} has to connect */
    boolean updatePicture() {
        return choice.update(System.nanoTime());
    }

    /** Notes when the page's network is too slow for the large picture, if that one of two is sent. Does not block. */
    void watchNetwork() {
        if (watch == null) {
            return;
        }
        Reading reading = newest;
        if (reading != null && reading != watched) {
            watched = reading;
            if (watch.isTooSlow(reading.video(), reading.nanos())) {
                participant.downlink().wasTooSlow(System.nanoTime());
            }
        }
        read(WATCH_INTERVAL_NANOS);
    }

    /**
     * Connects to the publication's current endpoints, which change when the publisher negotiates again, and to the picture that
     * was chosen.
     *
     * @throws MediaServerException if the media server cannot connect them
     */
    void follow(PictureSources sources) {
        ViewerSource next = sources.viewerSource(choice.chosen()).orElse(source);
        if (!next.equals(source)) {
            media.change(source, next);
            if (next.videoId() != null && !next.videoId().equals(source.videoId())) {
                media.requestKeyframe();
            }
            source = next;
        }
        Picture sent = sources.sent(choice.chosen());
        if (sent != told) {
            told = sent;
            tellPicture();
        }
        boolean largeOfTwo = sent == Picture.LARGE && sources.small() != null;
        if (largeOfTwo && watch == null) {
            watch = new LargePictureWatch();
            watched = newest;
        } else if (!largeOfTwo) {
            watch = null;
        }
    }

    /** Tells the page which picture it is sent. */
    void tellPicture() {
        participant.send(new ServerMessage.PictureSent(publicationId, told));
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
