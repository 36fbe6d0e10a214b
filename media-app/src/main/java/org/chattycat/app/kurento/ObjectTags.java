package org.chattycat.app.kurento;

import java.util.Map;
import java.util.UUID;

/** The tags by which media objects are known as ours. */
public final class ObjectTags {
    static final String DEPLOYMENT = "chattycat.deployment";
    static final String INSTANCE = "chattycat.instance";
    private static final String MEETING = "chattycat.meeting";
    private static final String PARTICIPANT = "chattycat.participant";

    private ObjectTags() {}

    /** Of a pipeline: for which database, by which instance, for which meeting. */
    public static Map<String, String> ofPipeline(UUID deploymentId, UUID instanceId, UUID meetingId) {
        return Map.of(
                DEPLOYMENT, deploymentId.toString(), INSTANCE, instanceId.toString(), MEETING, meetingId.toString());
    }

    /** Of an endpoint: by which instance, for whose page. */
    public static Map<String, String> ofEndpoint(UUID instanceId, UUID participantId) {
        return Map.of(INSTANCE, instanceId.toString(), PARTICIPANT, participantId.toString());
    }
}
