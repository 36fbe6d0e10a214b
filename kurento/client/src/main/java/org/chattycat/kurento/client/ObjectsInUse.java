package org.chattycat.kurento.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The media objects on one server that this instance made and still uses. An object is added before it gets its tags, so a
 * tagged object of this instance that is not here is unused. Safe for every thread.
 */
final class ObjectsInUse {
    /** Pipeline id by object id; a pipeline belongs to itself. */
    private final Map<String, String> pipelines = new ConcurrentHashMap<>();

    void add(String objectId, String pipelineId) {
        pipelines.put(objectId, pipelineId);
    }

    boolean contains(String objectId) {
        return pipelines.containsKey(objectId);
    }

    void remove(String objectId) {
        pipelines.remove(objectId);
    }

    /** Removes a pipeline and everything on it. */
    void removePipeline(String pipelineId) {
        pipelines.values().removeIf(pipelineId::equals);
    }

    void clear() {
        pipelines.clear();
    }
}
