package org.chattycat.kurento.embedded.endpoints;

import java.util.List;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * A point at which media enters, leaves or passes a pipeline. The Kurento objects control one transport each.
 * Thread-safe. Closing a transport removes its connections and frees its ports and memory.
 */
public interface MediaTransport extends AutoCloseable {
    /** Feeds {@code sink} with this transport's media of a kind. Replaces the sink's former feeder. */
    void connect(MediaTransport sink, MediaKind kind);

    /** Removes such a connection. Does nothing if there is none. */
    void disconnect(MediaTransport sink, MediaKind kind);

    boolean isFlowingIn(MediaKind kind);

    boolean isFlowingOut(MediaKind kind);

    /** Requests a keyframe from the source that feeds this transport. */
    void requestKeyframe();

    /** Current counters of the RTP streams that this transport receives and sends. */
    List<RtpStreamStats> streamStats();

    @Override
    void close();
}
