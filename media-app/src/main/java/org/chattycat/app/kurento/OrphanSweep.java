package org.chattycat.app.kurento;

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
 * Finds objects on a media server that nobody uses: those of dead instances, and those of this one that it does not hold,
 * such as an endpoint that a frozen server made after its request had timed out. They are told by their tags, by what the
 * database says and by what this instance holds. Looking at an object makes a reference to it, so this is done over a
 * connection of its own.
 */
final class OrphanSweep {
    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);
    private static final int OBJECT_NOT_FOUND = 40101;
    /** Kurento's ids end so. Workers' RtpEndpoints have no tags and are none of ours. */
    private static final String ENDPOINT_ID = "kurento.WebRtcEndpoint";
    /** Whoever makes an endpoint makes it and gives it two tags: three requests, and one to be safe. */
    private static final int REQUESTS_UNTIL_TAGGED = 4;

    private final ObjectsInUse held;
    private final long untaggedNanos;
    /** When an endpoint without tags was first seen. */
    private Map<String, Long> untaggedSince = new HashMap<>();

    /** @param requestTimeout how long one request of any instance may take */
    OrphanSweep(ObjectsInUse held, Duration requestTimeout) {
        this.held = held;
        this.untaggedNanos = requestTimeout.toNanos() * REQUESTS_UNTIL_TAGGED;
    }

    /**
     * Which objects to look at.
     *
     * @param deployment whose objects; those of others on the same server are left alone
     * @param instance this one
     * @param usage asked for after the objects were listed, so that nothing that was made meanwhile is taken for unused
     */
    record Ours(String deployment, String instance, Supplier<MediaServers.Usage> usage) {}

    /**
     * @param held whether this instance held it after its tags were read
     */
    private record Found(MediaObject object, String instance, boolean held) {
        boolean isAbandoned(Ours ours, MediaServers.Usage usage) {
            return instance != null
                    && (instance.equals(ours.instance())
                            ? !held
                            : !usage.instances().contains(instance));
        }
    }

    private record FoundPipeline(Found pipeline, List<Found> children) {}

    /**
     * Releases what nobody uses.
     *
     * @return whether there are endpoints without tags, of which it can be told only later
     */
    synchronized boolean release(KurentoClient client, Ours ours) {
        List<FoundPipeline> pipelines = list(client, ours.deployment());
        MediaServers.Usage usage = ours.usage().get();
        long now = System.nanoTime();
        Map<String, Long> untagged = new HashMap<>();
        int released = 0;
        for (FoundPipeline found : pipelines) {
            if (!usage.pipelines().contains(found.pipeline().object().getId())) {
                released += found.pipeline().isAbandoned(ours, usage) ? release(found.pipeline()) : 0;
                continue;
            }
            for (Found child : found.children()) {
                String id = child.object().getId();
                if (child.isAbandoned(ours, usage)) {
                    released += release(child);
                } else if (child.instance() == null && !child.held() && id.endsWith(ENDPOINT_ID)) {
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
                        look(child, children);
                    }
                    found.add(new FoundPipeline(self, children));
                }
            } catch (KurentoServerException e) {
                ignoreIfGone(e);
            }
        }
        return found;
    }

    private void look(MediaObject child, List<Found> children) {
        try {
            children.add(found(child, tags(child)));
        } catch (KurentoServerException e) {
            ignoreIfGone(e);
        }
    }

    private Found found(MediaObject object, Map<String, String> tags) {
        return new Found(object, tags.get(ObjectTags.INSTANCE), held.contains(object.getId()));
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

    /** Calls go on while this looks: somebody else may have released the object. */
    private static void ignoreIfGone(KurentoServerException e) {
        if (e.getCode() != OBJECT_NOT_FOUND) {
            throw e;
        }
    }

    private static Map<String, String> tags(MediaObject object) {
        return object.getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue, (one, other) -> other));
    }
}
