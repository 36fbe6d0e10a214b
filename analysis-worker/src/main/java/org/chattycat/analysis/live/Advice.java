package org.chattycat.analysis.live;

import java.util.UUID;

/**
 * A message to the people in a room about the clock that a camera shows.
 *
 * @param participantId the owner of the camera
 * @param code stable, for programs: FAST_PAGE, NOT_A_CLOCK, CLOCK_FAULT, IMPLAUSIBLE, WRONG_DATE, ZONE_UNKNOWN,
 *     OTHERS_CLOCK, NO_PACKETS, MEASURING_PAUSED, MEDIA_SERVER_FULL
 * @param text a sentence that describes the problem, for everybody; empty in a withdrawal
 * @param action a sentence that says what the camera's owner can do; empty if there is nothing to do
 * @param active false if the cause has ended and the advice with this code is withdrawn
 */
public record Advice(
        UUID meetingId,
        UUID participantId,
        UUID publicationId,
        String code,
        String text,
        String action,
        boolean active) {
    /** Advice that asks nobody to act. */
    public static Advice statement(UUID meetingId, UUID participantId, UUID publicationId, String code, String text) {
        return new Advice(meetingId, participantId, publicationId, code, text, "", true);
    }

    public static Advice withdrawal(UUID meetingId, UUID participantId, UUID publicationId, String code) {
        return new Advice(meetingId, participantId, publicationId, code, "", "", false);
    }
}
