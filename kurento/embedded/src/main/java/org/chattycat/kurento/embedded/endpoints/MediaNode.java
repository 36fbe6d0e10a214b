package org.chattycat.kurento.embedded.endpoints;

import java.util.List;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * A node of a pipeline through which media flows: an endpoint or a pass-through. Thread-safe. Closing a node
 * disconnects it both ways and frees its ports and memory.
 */
public interface MediaNode extends AutoCloseable {
    /** Feeds {@code sink} with this node's media of that kind, in place of whatever fed it before. */
    void connect(MediaNode sink, MediaKind kind);

    /** Ends such a connection; nothing happens when there is none. */
    void disconnect(MediaNode sink, MediaKind kind);

    boolean isFlowingIn(MediaKind kind);

    boolean isFlowingOut(MediaKind kind);

    /** Asks whatever feeds this node for a keyframe. */
    void requestKeyframe();

    /** Counters of the RTP streams that this node receives and sends at this moment. */
    List<RtpStreamStats> streamStats();

    @Override
    void close();
}
