package org.chattycat.app.meeting;

import java.util.UUID;

/** The access of an account to a meeting, which may exist or not. */
record MeetingAccess(UUID meetingId, UUID accountId) {}
