package org.chattycat.kurento.embedded.endpoints;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.kurento.embedded.ice.IceLiteAgent;
import org.chattycat.kurento.embedded.io.MediaLoop;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;

/**
 * What all transports of a engine share.
 *
 * @param datagram for sending, on the loop
 * @param packetScratch for building packets, on the loop
 * @param transports those that are open, on the loop
 */
record MediaEngineContext(
        MediaEngineConfig config,
        MediaLoop loop,
        IceLiteAgent ice,
        DtlsAssociations dtls,
        ByteBuffer datagram,
        byte[] packetScratch,
        AtomicLong sessionIds,
        Set<AbstractTransport> transports) {
    /** For the origin line of a description (RFC 8866 section 5.2). */
    long nextSessionId() {
        return sessionIds.incrementAndGet();
    }
}
