package org.chattycat.app.kurento;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaObject;
import org.kurento.client.MediaPipeline;
import org.kurento.client.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects on a media server that a dead instance left behind. They are told by their tags and by what the database says,
 * never by their age. Looking at an object makes a reference to it, so this is done over a connection of its own.
 */
final class Orphans {
    private static final Logger log = LoggerFactory.getLogger(Orphans.class);

    private Orphans() {}

    /**
     * @param deployment whose objects to look at; those of others on the same server are left alone
     * @param instances alive
     * @param pipelines in use
     * @return how many objects were released, those under a pipeline not counted
     */
    static int release(KurentoClient client, String deployment, Set<String> instances, Set<String> pipelines) {
        int released = 0;
        for (MediaPipeline pipeline : client.getServerManager().getPipelines()) {
            Map<String, String> tags = tags(pipeline);
            if (!deployment.equals(tags.get(ObjectTags.DEPLOYMENT))) {
                continue;
            }
            Predicate<Map<String, String>> ofDead = found ->
                    found.containsKey(ObjectTags.INSTANCE) && !instances.contains(found.get(ObjectTags.INSTANCE));
            if (pipelines.contains(pipeline.getId())) {
                for (MediaObject child : pipeline.getChildren()) {
                    if (ofDead.test(tags(child))) {
                        child.release();
                        released++;
                    }
                }
            } else if (ofDead.test(tags)) {
                pipeline.release();
                released++;
            }
        }
        if (released > 0) {
            log.info("Released {} media objects that a dead instance had left", released);
        }
        return released;
    }

    private static Map<String, String> tags(MediaObject object) {
        return object.getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue, (one, other) -> other));
    }
}
