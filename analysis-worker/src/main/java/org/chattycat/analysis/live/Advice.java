package org.chattycat.analysis.live;

import java.util.UUID;

/**
 * Something the people in the room should know about what the camera shows.
 *
 * @param code stable, for programs: FAST_PAGE, NOT_A_CLOCK, CLOCK_FAULT, NO_PACKETS, MEASURING_PAUSED
 * @param text a sentence that says what to do
 */
public record Advice(UUID meetingId, UUID participantId, UUID publicationId, String code, String text) {}
