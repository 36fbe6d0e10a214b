package org.chattycat.kurento.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaObject;
import org.kurento.client.MediaPipeline;
import org.kurento.client.Tag;
import org.kurento.client.internal.server.KurentoServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds objects on a media server that nobody uses: those of dead instances, and those of this instance that it does not
 * know, such as an endpoint that a frozen server made after its request had timed out. They are recognised by their tags,
 * by the database and by what this instance uses. Reading an object makes a reference to it, so the sweep has a session of
 * its own.
 */
final class OrphanSweep {
    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);
    /** The end of a WebRTC endpoint's id. The RtpEndpoints of workers have no tags and are left alone. */
    private static final String ENDPOINT_ID = "kurento.WebRtcEndpoint";
    /** Making an endpoint and adding its tags takes two round trips; one more is allowed. */
    private static final int REQUESTS_UNTIL_TAGGED = 3;

    private final ObjectsInUse inUse;
    private final long untaggedNanos;
    /** When an endpoint without tags was first seen. */
    private Map<String, Long> untaggedSince = new HashMap<>();

    /** @param requestTimeout how long one request of any instance may take */
    OrphanSweep(ObjectsInUse inUse, Duration requestTimeout) {
        this.inUse = inUse;
        this.untaggedNanos = requestTimeout.toNanos() * REQUESTS_UNTIL_TAGGED;
    }

    /**
     * Which objects to judge.
     *
     * @param deployment only its objects are judged; those of other deployments on the same server are left alone
     * @param instance this instance
     * @param usage read after the objects were listed, so that an object made meanwhile is not taken for unused
     */
    record Scope(String deployment, String instance, Supplier<ObjectUsage> usage) {}

    /**
     * @param used whether this instance used the object after its tags were read
     */
    private record Found(MediaObject object, String instance, boolean used) {
        boolean isAbandoned(Scope scope, ObjectUsage usage) {
            return instance != null
                    && (instance.equals(scope.instance())
                            ? !used
                            : !usage.instances().contains(instance));
        }
    }

    private record FoundPipeline(Found pipeline, List<Found> children) {}

    /**
     * Releases what nobody uses.
     *
     * @return whether there are endpoints without tags, which can be judged only later
     */
    synchronized boolean release(KurentoClient client, Scope scope) {
        List<FoundPipeline> pipelines = list(client, scope.deployment());
        ObjectUsage usage = scope.usage().get();
        long now = System.nanoTime();
        Map<String, Long> untagged = new HashMap<>();
        int released = 0;
        for (FoundPipeline found : pipelines) {
            if (!usage.pipelines().contains(found.pipeline().object().getId())) {
                released += found.pipeline().isAbandoned(scope, usage) ? release(found.pipeline()) : 0;
                continue;
            }
            for (Found child : found.children()) {
                String id = child.object().getId();
                if (child.isAbandoned(scope, usage)) {
                    released += release(child);
                } else if (child.instance() == null && !child.used() && id.endsWith(ENDPOINT_ID)) {
                    long since = untaggedSince.getOrDefault(id, now);
                    if (now - since > untaggedNanos) {
                        released += release(child);
                    } else {
                        untagged.put(id, since);
                    }
                }
            }
        }
        untaggedSince = untagged;
        if (released > 0) {
            log.info("Released {} media objects that nobody uses", released);
        }
        return !untagged.isEmpty();
    }

    private List<FoundPipeline> list(KurentoClient client, String deployment) {
        List<FoundPipeline> found = new ArrayList<>();
        for (MediaPipeline pipeline : client.getServerManager().getPipelines()) {
            try {
                Map<String, String> tags = tags(pipeline);
                if (deployment.equals(tags.get(ObjectTags.DEPLOYMENT))) {
                    Found self = found(pipeline, tags);
                    List<Found> children = new ArrayList<>();
                    for (MediaObject child : pipeline.getChildren()) {
                        read(child, children);
                    }
                    found.add(new FoundPipeline(self, children));
                }
            } catch (KurentoServerException e) {
                ignoreIfGone(e);
            }
        }
        return found;
    }

    private void read(MediaObject child, List<Found> children) {
        try {
            children.add(found(child, tags(child)));
        } catch (KurentoServerException e) {
            ignoreIfGone(e);
        }
    }

    private Found found(MediaObject object, Map<String, String> tags) {
        return new Found(object, tags.get(ObjectTags.INSTANCE), inUse.contains(object.getId()));
    }

    private static int release(Found found) {
        try {
            found.object().release();
            return 1;
        } catch (KurentoServerException e) {
            ignoreIfGone(e);
            return 0;
        }
    }

    /** Calls go on during the sweep: another thread or instance may have released the object. */
    private static void ignoreIfGone(KurentoServerException e) {
        if (!MediaServerException.isObjectNotFound(e)) {
            throw e;
        }
    }

    private static Map<String, String> tags(MediaObject object) {
        return object.getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue, (one, other) -> other));
    }
}
