package org.chattycat.kurento.peer.turn;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Carries messages to a relay and back. */
interface TurnConnection extends Closeable {
    /** Whether nothing gets lost, so that requests are not repeated. */
    boolean isReliable();

    /** The address of the relay. */
    InetSocketAddress relay();

    void send(byte[] message) throws IOException;

    /**
     * Waits for a message.
     *
     * @param limit more than zero
     * @return its bytes, which may be anything
     * @throws java.net.SocketTimeoutException after so long without a message
     */
    byte[] receive(Duration limit) throws IOException;
}
