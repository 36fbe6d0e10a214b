package org.chattycat.analysis.lease;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which taps it was given. */
final class RecordingHandler implements TapHandler {
    final Map<UUID, TapLease> working = new ConcurrentHashMap<>();

    @Override
    public void begin(TapLease lease) {
        working.put(lease.publicationId(), lease);
    }

    @Override
    public void end(UUID publicationId) {
        working.remove(publicationId);
    }
}
