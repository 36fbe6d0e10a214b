package org.chattycat.kurento.embedded.sdp;

import java.util.List;
import java.util.Optional;

/** Opens this side's ends of the transports that a negotiation needs. */
@FunctionalInterface
public interface LocalTransports {
    /**
     * Opens a transport, or returns the open one.
     *
     * @param media the sections that use it, that which describes it first
     * @param controlling whether this side is a full agent and controls
     * @return empty if this host has no free port for it
     */
    Optional<LocalIce> open(List<NegotiatedMedia> media, boolean controlling) throws SdpException;
}
