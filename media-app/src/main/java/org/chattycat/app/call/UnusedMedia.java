package org.chattycat.app.call;

import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chattycat.kurento.client.ObjectUsage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Releases objects on media servers that no room uses any more. */
final class UnusedMedia {
    private static final Logger log = LoggerFactory.getLogger(UnusedMedia.class);

    private final RoomServices services;
    private final RoomThreads threads;
    private final AtomicBoolean searchPending = new AtomicBoolean();

    UnusedMedia(RoomServices services, RoomThreads threads) {
        this.services = services;
        this.threads = threads;
    }

    /** Searches in a moment, once for all requests that occur before that. Returns at once. */
    void releaseSoon() {
        if (searchPending.compareAndSet(false, true)) {
            try {
                threads.timer()
                        .schedule(
                                () -> threads.pool().execute(this::release),
                                services.meetingProperties().lease().toMillis() / 2,
                                TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("This instance is stopping: another one searches for unused media", e);
            }
        }
    }

    private void release() {
        searchPending.set(false);
        try {
            if (services.mediaServers().releaseOrphans(services.deploymentId(), services.instanceId(), this::usage)) {
                releaseSoon();
            }
        } catch (RuntimeException e) {
            log.warn("Could not search the media servers for unused objects: {}", e.getMessage());
        }
    }

    private ObjectUsage usage() {
        // The pipelines are read before the instances, so that an instance that starts in between counts as alive.
        Set<String> pipelines = services.database().one(services.rooms().pipelinesInUse());
        return new ObjectUsage(
                pipelines, services.database().one(services.lease().alive()));
    }
}
