package org.chattycat.app.meeting;

import java.util.UUID;

/** That an account may see a meeting, or the question whether it may. */
public record MeetingAccess(UUID meetingId, UUID accountId) {}
