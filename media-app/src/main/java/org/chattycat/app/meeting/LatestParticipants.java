package org.chattycat.app.meeting;

import java.util.UUID;

/** Requests the participants of a meeting who joined last, at most {@code count}. */
record LatestParticipants(UUID meetingId, int count) {}
