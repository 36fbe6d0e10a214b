package org.chattycat.analysis.live;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The codes that a worker sees in a camera's picture. Sent at most four times a second while there are any, and once without
 * codes when there were none for a second.
 *
 * @param participantId the owner of the camera
 */
public record SeenCodes(UUID meetingId, UUID participantId, UUID publicationId, List<SeenCode> codes) {
    /** The largest number of codes. */
    public static final int MAX_CODES = 4;

    public SeenCodes {
        Objects.requireNonNull(meetingId);
        Objects.requireNonNull(participantId);
        Objects.requireNonNull(publicationId);
        codes = List.copyOf(codes);
        if (codes.size() > MAX_CODES) {
            throw new IllegalArgumentException("at most " + MAX_CODES + " codes are reported");
        }
    }
}
