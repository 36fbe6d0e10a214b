package org.chattycat.analysis.lease;

import java.util.Objects;
import java.util.UUID;

/**
 * A tap that this worker holds.
 *
 * @param kurentoUri WebSocket address of the media server
 * @param pipelineId the media server's id of the meeting's pipeline
 * @param endpointId the media server's id of the endpoint that receives the publication
 * @param failedBefore whether the tap could not be set up before, perhaps by another worker
 * @param fencing greater than that of any earlier holder
 */
public record TapLease(
        UUID publicationId,
        UUID meetingId,
        UUID participantId,
        String kurentoUri,
        String pipelineId,
        String endpointId,
        boolean failedBefore,
        long fencing) {
    public TapLease {
        Objects.requireNonNull(publicationId);
        Objects.requireNonNull(meetingId);
        Objects.requireNonNull(participantId);
        Objects.requireNonNull(kurentoUri);
        Objects.requireNonNull(pipelineId);
        Objects.requireNonNull(endpointId);
    }
}
