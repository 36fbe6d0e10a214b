package org.chattycat.analysis.rtp;

/**
 * A datagram as it came in.
 *
 * @param data the RTP packet, exactly; not shared with anybody
 * @param arrivalNanos {@link System#nanoTime()} right after it was read from the socket
 */
public record ReceivedPacket(byte[] data, long arrivalNanos) {}
