package org.chattycat.kurento.embedded.router;

/**
 * How media is treated. {@link #STRICT} does what a real Kurento 7.3 does worse, so that a client that works here works
 * there.
 *
 * @param rtx whether WebRTC peers get retransmissions as a stream of their own
 * @param forwardsKeyframeRequests whether a receiver that joins or that asks by RTCP gets a keyframe of the sender; {@code
 *     requestKeyframe()} always does
 * @param lowestRembWins whether the slowest receiver sets the rate for all
 * @param defaultVideoSendKbps limit of what is sent to a receiver that reports its bandwidth, where none is set; 0 for none
 */
public record Profile(boolean rtx, boolean forwardsKeyframeRequests, boolean lowestRembWins, int defaultVideoSendKbps) {
    public static final Profile NORMAL = new Profile(true, true, false, 0);
    public static final Profile STRICT = new Profile(false, false, true, 500);
}
