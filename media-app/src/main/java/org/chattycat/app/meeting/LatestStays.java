package org.chattycat.app.meeting;

import java.util.UUID;

/** The newest stays in a meeting, so many. */
public record LatestStays(UUID meetingId, int count) {}
