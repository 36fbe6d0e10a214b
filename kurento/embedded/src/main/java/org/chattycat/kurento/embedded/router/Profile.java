package org.chattycat.kurento.embedded.router;

/**
 * How the server treats media.
 *
 * @param rtx whether WebRTC peers get retransmissions on a stream of their own
 * @param forwardsKeyframeRequests whether the sender is asked for a keyframe when a receiver joins or requests one by RTCP;
 *     {@code requestKeyframe()} is always forwarded
 * @param startsWithLastKeyframe whether a receiver that joins is sent the packets since the last keyframe
 * @param lowestRembWins whether the slowest receiver sets the rate for all receivers
 * @param defaultVideoSendKbps limit of the video sent to a receiver that reports its bandwidth and has no configured limit;
 *     0 means unlimited
 * @param ownPorts whether each WebRTC peer that gathers candidates takes UDP ports of its own, which can run out; otherwise all
 *     share one port of each address
 * @param followsPeers whether what is sent to a WebRTC peer follows it to another port, as after a NAT has forgotten its ports
 */
public record Profile(
        boolean rtx,
        boolean forwardsKeyframeRequests,
        boolean startsWithLastKeyframe,
        boolean lowestRembWins,
        int defaultVideoSendKbps,
        boolean ownPorts,
        boolean followsPeers) {
    public static final Profile NORMAL = new Profile(true, true, true, false, 0, false, true);
    /** As limited as a real Kurento 7.3, so that a client that works here works there. */
    public static final Profile KURENTO_LIMITS = new Profile(false, false, false, true, 500, true, false);
}
