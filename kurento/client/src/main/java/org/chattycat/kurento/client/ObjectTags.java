package org.chattycat.kurento.client;

import java.util.Map;
import java.util.UUID;

/** The tags by which this product recognises its media objects. */
public final class ObjectTags {
    static final String DEPLOYMENT = "chattycat.deployment";
    static final String INSTANCE = "chattycat.instance";
    private static final String MEETING = "chattycat.meeting";
    private static final String PARTICIPANT = "chattycat.participant";

    private ObjectTags() {}

    /** Tags of a pipeline: the deployment, which is one database, the instance that made it, and the meeting. */
    public static Map<String, String> ofPipeline(UUID deploymentId, UUID instanceId, UUID meetingId) {
        return Map.of(
                DEPLOYMENT, deploymentId.toString(), INSTANCE, instanceId.toString(), MEETING, meetingId.toString());
    }

    /** Tags of an endpoint: the instance that made it, and the participant. */
    public static Map<String, String> ofEndpoint(UUID instanceId, UUID participantId) {
        return Map.of(INSTANCE, instanceId.toString(), PARTICIPANT, participantId.toString());
    }
}
