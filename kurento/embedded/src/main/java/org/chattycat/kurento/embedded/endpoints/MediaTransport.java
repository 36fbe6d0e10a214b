package org.chattycat.kurento.embedded.endpoints;

import java.util.List;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * A transport of a pipeline through which media flows: an endpoint or a pass-through. Thread-safe. Closing a transport
 * disconnects it both ways and frees its ports and memory.
 */
public interface MediaTransport extends AutoCloseable {
    /** Feeds {@code sink} with this transport's media of that kind, in place of whatever fed it before. */
    void connect(MediaTransport sink, MediaKind kind);

    /** Ends such a connection; nothing happens when there is none. */
    void disconnect(MediaTransport sink, MediaKind kind);

    boolean isFlowingIn(MediaKind kind);

    boolean isFlowingOut(MediaKind kind);

    /** Asks whatever feeds this transport for a keyframe. */
    void requestKeyframe();

    /** Counters of the RTP streams that this transport receives and sends at this moment. */
    List<RtpStreamStats> streamStats();

    @Override
    void close();
}
