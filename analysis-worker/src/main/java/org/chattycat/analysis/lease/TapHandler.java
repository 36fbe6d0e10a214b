package org.chattycat.analysis.lease;

import java.util.UUID;

/** Does the work of a tap while this worker holds it. Called on the lease thread: return at once, never block. */
public interface TapHandler {
    void begin(TapLease lease);

    /** The tap ended, or this worker holds it no longer. Nothing happens when it is not being worked on. */
    void end(UUID publicationId);
}
