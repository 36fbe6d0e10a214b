package org.chattycat.analysis.rtp;

/**
 * A received datagram.
 *
 * @param data exactly the RTP packet; owned by this record
 * @param arrivalNanos {@link System#nanoTime()} right after it was read from the socket
 */
public record ReceivedPacket(byte[] data, long arrivalNanos) {}
