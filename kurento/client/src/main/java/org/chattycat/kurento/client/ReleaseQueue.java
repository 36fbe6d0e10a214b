package org.chattycat.kurento.client;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.kurento.client.KurentoObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases objects on one server, and remembers those that the server has not released because it did not answer. They are
 * repeated oldest first, so that viewers are released before what they view. Safe for every thread.
 */
final class ReleaseQueue implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReleaseQueue.class);
    /** More than one server carries; {@link OrphanSweep} finds what exceeds it. */
    private static final int CAPACITY = 10_000;

    private final ServerName server;
    private final Predicate<KurentoObject> release;
    private final Map<String, KurentoObject> pending = new LinkedHashMap<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("media-server-releases", true));
    private final AtomicBoolean repeating = new AtomicBoolean();

    /** @param release asks the server to release an object, and returns whether the object is gone */
    ReleaseQueue(ServerName server, Predicate<KurentoObject> release) {
        this.server = server;
        this.release = release;
    }

    /** Releases an object now, or later if the server does not answer. */
    void release(KurentoObject object) {
        remember(object);
        tryToRelease(object);
    }

    /** Releases an object on another thread, one after the other, or later if the server does not answer. */
    void releaseSoon(KurentoObject object) {
        remember(object);
        try {
            thread.execute(() -> tryToRelease(object));
        } catch (RejectedExecutionException e) {
            log.debug("The connection is being closed, and with it the server forgets {}", object.getId(), e);
        }
    }

    /** Repeats what is pending. Returns at once: a server that is slow to release must not be taken for frozen. */
    void repeat() {
        if (!list().isEmpty() && repeating.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    repeatAll();
                } finally {
                    repeating.set(false);
                }
            });
        }
    }

    private void repeatAll() {
        int released = 0;
        for (KurentoObject object : list()) {
            released += tryToRelease(object) ? 1 : 0;
        }
        if (released > 0) {
            log.info("Released {} media objects on {} that had been pending", released, server);
        }
    }

    private boolean tryToRelease(KurentoObject object) {
        boolean released = release.test(object);
        if (released) {
            forget(object);
        }
        return released;
    }

    private synchronized void remember(KurentoObject object) {
        if (pending.size() < CAPACITY) {
            pending.put(object.getId(), object);
        } else {
            log.warn(
                    "More than {} releases are pending: {} is left to the search for orphans",
                    CAPACITY,
                    object.getId());
        }
    }

    private synchronized void forget(KurentoObject object) {
        pending.remove(object.getId());
    }

    private synchronized List<KurentoObject> list() {
        return List.copyOf(pending.values());
    }

    /** Forgets what is pending: the server has lost it. */
    synchronized void clear() {
        pending.clear();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
