package org.chattycat.kurento.embedded.endpoints;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.kurento.embedded.ice.IceAgent;
import org.chattycat.kurento.embedded.io.MediaLoop;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;

/**
 * The state that all transports of an engine share.
 *
 * @param datagram buffer for sending, used on the loop
 * @param packetScratch buffer in which packets are built, used on the loop
 * @param files threads that write recordings and read played files
 * @param transports the open transports, used on the loop
 */
record MediaEngineContext(
        MediaEngineConfig config,
        MediaLoop loop,
        IceAgent ice,
        DtlsAssociations dtls,
        ByteBuffer datagram,
        byte[] packetScratch,
        AtomicLong sessionIds,
        FileThreads files,
        Set<AbstractTransport> transports) {
    /** Returns a session id for the origin line of a description (RFC 8866 section 5.2). */
    long nextSessionId() {
        return sessionIds.incrementAndGet();
    }
}
