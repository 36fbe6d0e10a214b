package org.chattycat.kurento.embedded.router;

import org.chattycat.kurento.rtp.RtpPacketView;

/** Takes the packets of an {@link InboundMedia} within the server, without an RTP session of its own. Called on the loop. */
public interface MediaTap {
    /**
     * A packet, in the order of arrival and without duplicates.
     *
     * @param packet valid during the call
     * @param arrivalNanos on the clock of {@link System#nanoTime}
     */
    void packet(InboundMedia from, RtpPacketView packet, long arrivalNanos);

    /** The source begins anew, with other sequence numbers and timestamps. */
    void restarted();
}
