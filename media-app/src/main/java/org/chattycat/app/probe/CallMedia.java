package org.chattycat.app.probe;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;

/** What the scripted participants of a process share: the picture, the thread of their media, and their certificate. */
public final class CallMedia implements AutoCloseable {
    private final ClockVideo video;
    private final Duration limit;
    private final MediaLoop loop = new MediaLoop();
    private final DtlsAssociations dtls;
    /** By publication. */
    private final Map<String, SentFrames> sent = new ConcurrentHashMap<>();

    /**
     * Starts the thread of the media.
     *
     * @param video is closed with this
     * @param limit of connecting a publication or a view, and of the time from asking for a view to its picture
     */
    public CallMedia(ClockVideo video, Duration limit) {
        this.video = video;
        this.limit = limit;
        dtls = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(limit));
    }

    Duration limit() {
        return limit;
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
