package org.chattycat.kurento.embedded.forward;

import org.chattycat.kurento.embedded.media.SdpNode.Bandwidth;

/** What a video sender is asked to send at most. */
final class BandwidthEstimate {
    /** Enough for 720p; without a limit a browser would go on to what its own estimate allows. */
    private static final long DEFAULT_MAX = 2_500_000;

    private long max = DEFAULT_MAX;

    void setLimits(Bandwidth limits) {
        max = limits.maxVideoReceive() > 0 ? limits.maxVideoReceive() * 1000L : DEFAULT_MAX;
    }

    long estimate(InboundMedia video, long now) {
        return max;
    }
}
