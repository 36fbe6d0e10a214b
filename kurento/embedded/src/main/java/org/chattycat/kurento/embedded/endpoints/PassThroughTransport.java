package org.chattycat.kurento.embedded.endpoints;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.OutboundMedia;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/** Passes media through unchanged. */
final class PassThroughTransport extends AbstractTransport {
    private final Set<MediaKind> resolving = EnumSet.noneOf(MediaKind.class);

    PassThroughTransport(MediaEngineContext context, MediaTransportListener listener) {
        super(context, listener);
    }

    @Override
    InboundMedia producer(MediaKind kind) {
        if (!resolving.add(kind)) {
            return null; // A cycle of pass-throughs carries no media.
        }
        try {
            return feed(kind);
        } finally {
            resolving.remove(kind);
        }
    }

    @Override
    OutboundMedia outbound(MediaKind kind) {
        return null;
    }

    @Override
    boolean takes(MediaKind kind) {
        return true;
    }

    @Override
    void tick(long now) {}

    @Override
    void release() {}

    @Override
    public List<RtpStreamStats> streamStats() {
        return List.of();
    }
}
