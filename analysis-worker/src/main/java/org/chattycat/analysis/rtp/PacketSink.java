package org.chattycat.analysis.rtp;

import org.chattycat.kurento.rtp.ReceivedPacket;

/** Receives a tap's packets. Called on the receive thread, so it must return at once. */
@FunctionalInterface
public interface PacketSink {
    void packet(ReceivedPacket packet);
}
