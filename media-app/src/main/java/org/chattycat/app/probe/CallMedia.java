package org.chattycat.app.probe;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;

/** What the scripted participants of a process share: the picture, the thread of their media, and their certificate. */
public final class CallMedia implements AutoCloseable {
    /** Of connecting one publication or view. */
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

    private final ClockVideo video;
    private final Duration pictureLimit;
    private final MediaLoop loop = new MediaLoop();
    private final DtlsAssociations dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(CONNECT_LIMIT));
    /** By publication. */
    private final Map<String, SentFrames> sent = new ConcurrentHashMap<>();

    /**
     * Starts the thread of the media.
     *
     * @param video is closed with this
     * @param pictureLimit how long a view may be without a picture before that is a failure
     */
    public CallMedia(ClockVideo video, Duration pictureLimit) {
        this.video = video;
        this.pictureLimit = pictureLimit;
    }

    Duration pictureLimit() {
        return pictureLimit;
    }

    ClockVideo video() {
        return video;
    }

    public MediaLoop loop() {
        return loop;
    }

    DtlsAssociations dtls() {
        return dtls;
    }

    Map<String, SentFrames> sent() {
        return sent;
    }

    @Override
    public void close() {
        video.close();
        loop.close();
        dtls.close();
    }
}
