package org.chattycat.analysis.rtp;

import java.time.Duration;

/**
 * Where taps' RTP is received.
 *
 * @param address the address that media servers send to; empty: the one that a connection to that media server uses
 * @param minPort the first of the UDP ports to use; 0: any free port
 * @param maxPort the last of the UDP ports to use; 0: any free port
 * @param receiveBufferBytes socket buffer of each tap, in bytes
 * @param firstPacketTimeout how long the first packet can take after media flows before it is an error
 * @param keyframeInterval shortest time between two requests for a keyframe of a publication
 */
public record RtpProperties(
        String address,
        int minPort,
        int maxPort,
        int receiveBufferBytes,
        Duration firstPacketTimeout,
        Duration keyframeInterval) {
    public RtpProperties {
        if (minPort < 0 || maxPort > 65_535 || minPort > maxPort || (minPort == 0 && maxPort != 0)) {
            throw new IllegalArgumentException("The RTP port range must lie in 1 to 65535, or be 0 to 0 for any port.");
        }
        if (receiveBufferBytes < 65_536) {
            throw new IllegalArgumentException("The RTP receive buffer must be at least 65536 bytes.");
        }
        if (firstPacketTimeout.isNegative() || firstPacketTimeout.isZero()) {
            throw new IllegalArgumentException("The RTP first packet time-out must be positive.");
        }
        if (keyframeInterval.isNegative() || keyframeInterval.isZero()) {
            throw new IllegalArgumentException("The RTP keyframe interval must be positive.");
        }
        address = address == null ? "" : address.strip();
    }
}
