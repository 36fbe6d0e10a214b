package org.chattycat.analysis.live;

import java.util.UUID;

/**
 * Something the people in the room should know about what a camera shows.
 *
 * @param participantId whose camera it is
 * @param code stable, for programs: FAST_PAGE, NOT_A_CLOCK, CLOCK_FAULT, IMPLAUSIBLE, NO_PACKETS, MEASURING_PAUSED
 * @param text a sentence that says what is so, for everybody; empty in a withdrawal
 * @param action a sentence that says what the camera's owner can do; empty where there is nothing
 * @param active false when the cause has ended and the advice of that code is withdrawn
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
