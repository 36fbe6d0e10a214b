package org.chattycat.app.latency.export;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;

/**
 * Selects the samples of a file.
 *
 * @param participantId null for all
 * @param from the first instant of arrival
 * @param to the first instant of arrival after the range
 */
record SampleRange(UUID meetingId, UUID participantId, Instant from, Instant to) {
    /** Instants that the database can compare with. */
    static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws ProblemException if the range is empty, or beyond what the database can compare with */
    static SampleRange of(UUID meetingId, UUID participantId, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "RANGE_REVERSED", "'from' must be before 'to'.");
        }
        if (from.isBefore(FIRST) || to.isAfter(LAST)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "INVALID_ARGUMENT", "'from' and 'to' must be in the years 1 to 9999.");
        }
        return new SampleRange(meetingId, participantId, from, to);
    }
}
