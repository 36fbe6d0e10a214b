package org.chattycat.kurento.embedded.plane;

/**
 * How this server treats media. {@link #STRICT} does what a real Kurento does worse, so that a client which works here
 * works there.
 *
 * @param rtx whether WebRTC peers get retransmission as a stream of its own
 * @param forwardsKeyframeRequests whether RTCP keyframe requests of receivers reach the sender; {@code
 *     requestKeyframe()} always does
 * @param lowestRembWins whether the slowest receiver sets the rate for all
 * @param defaultVideoKbps limit each way where none is set, 0 for none
 */
public record Profile(boolean rtx, boolean forwardsKeyframeRequests, boolean lowestRembWins, int defaultVideoKbps) {
    public static final Profile NORMAL = new Profile(true, true, false, 0);
    public static final Profile STRICT = new Profile(false, false, true, 500);
}
