package org.chattycat.app.history;

import java.time.Instant;
import java.util.UUID;

/** One measurement as the schema shows it; {@code source} and {@code zone} are names of its enums. */
record LatencySample(
        UUID id,
        UUID meetingId,
        UUID participantId,
        UUID publicationId,
        Instant arrivedAt,
        Instant clockAt,
        double latencyMs,
        double lowerMs,
        double upperMs,
        String source,
        String zone,
        boolean clockFault) {}
