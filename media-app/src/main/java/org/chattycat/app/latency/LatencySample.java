package org.chattycat.app.latency;

import java.time.Instant;
import java.util.UUID;

/** One measurement as the schema shows it; {@code source}, {@code zone} and {@code validity} are names of its enums. */
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
        double estimateMs,
        double estimateLowerMs,
        double estimateUpperMs,
        String source,
        String zone,
        String validity) {
    public boolean clockFault() {
        return validity.equals("CLOCK_FAULT");
    }
}
