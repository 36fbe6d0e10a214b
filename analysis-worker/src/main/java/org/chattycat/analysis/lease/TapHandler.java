package org.chattycat.analysis.lease;

import java.util.UUID;

/** Processes a tap while this worker holds it. Called on the lease thread, so it must return at once. */
public interface TapHandler {
    void begin(TapLease lease);

    /** The tap ended, or this worker no longer holds it. Has no effect on a tap that is not processed here. */
    void end(UUID publicationId);
}
