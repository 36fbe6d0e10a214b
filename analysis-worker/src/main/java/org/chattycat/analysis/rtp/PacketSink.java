package org.chattycat.analysis.rtp;

/** Takes a tap's packets. Called on the receive thread: return at once, never block, never compute. */
@FunctionalInterface
public interface PacketSink {
    void packet(ReceivedPacket packet);
}
