package org.chattycat.kurento.embedded.router;

import java.time.Duration;

/**
 * Settings of the router.
 *
 * @param cachePackets number of packets of a video stream that are kept for retransmission, a power of two; 1,024
 *     packets are nine seconds at 1 Mbit/s or two at 5 Mbit/s, and take 1.5 MB
 * @param runPackets longest run since a keyframe with which a receiver may start; half of the cache, so that no packet of
 *     it is overwritten while it is being sent
 * @param runBytes the same in bytes of packets
 * @param runTime the same in time from the keyframe to the newest packet; enough for viewers who join within a second
 *     and take another to connect
 * @param runPause longest time since the newest packet of a run, and how far its timestamps may be from the times of
 *     arrival; a video of two frames a second has none longer
 * @param keyframeInterval minimum time between two keyframe requests to one sender
 * @param flowTimeout silence after which media counts as not flowing
 * @param reportInterval time between RTCP reports
 */
public record ForwardLimits(
        int cachePackets,
        int runPackets,
        int runBytes,
        Duration runTime,
        Duration runPause,
        Duration keyframeInterval,
        Duration flowTimeout,
        Duration reportInterval) {
    public static final ForwardLimits DEFAULT = new ForwardLimits(
            1024,
            512,
            640 << 10,
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1));

    public ForwardLimits {
        if (Integer.bitCount(cachePackets) != 1) {
            throw new IllegalArgumentException("cachePackets must be a power of two");
        }
    }
}
