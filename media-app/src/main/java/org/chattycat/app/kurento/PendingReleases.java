package org.chattycat.app.kurento;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kurento.client.KurentoObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects that one server has not released yet because it did not answer, oldest first: viewers are released before what
 * they view. Safe for every thread.
 */
final class PendingReleases {
    private static final Logger log = LoggerFactory.getLogger(PendingReleases.class);
    /** More than a server carries; what exceeds it is found by {@link OrphanSweep}. */
    private static final int MOST = 10_000;

    private final Map<String, KurentoObject> objects = new LinkedHashMap<>();

    synchronized void add(KurentoObject object) {
        if (objects.size() < MOST) {
            objects.put(object.getId(), object);
        } else {
            log.warn("More than {} releases are pending: {} is left to the search for orphans", MOST, object.getId());
        }
    }

    synchronized void remove(KurentoObject object) {
        objects.remove(object.getId());
    }

    synchronized List<KurentoObject> list() {
        return List.copyOf(objects.values());
    }

    synchronized boolean isEmpty() {
        return objects.isEmpty();
    }

    synchronized void clear() {
        objects.clear();
    }
}
