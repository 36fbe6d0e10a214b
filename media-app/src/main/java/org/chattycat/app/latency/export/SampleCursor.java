package org.chattycat.app.latency.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.chattycat.app.latency.export.SampleRow.Column;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;

/** The place after a row: rows are in order of arrival, and then of id. */
record SampleCursor(Instant arrivedAt, UUID id) {
    /**
     * Reads {@code <id>,<arrived_at>}, as a row of a CSV file begins.
     *
     * @throws ProblemException for any other text
     */
    static SampleCursor parse(String text) {
        int comma = text.indexOf(',');
        try {
            UUID id = Ids.find(text.substring(0, Math.max(0, comma))).orElseThrow(SampleCursor::invalid);
            Instant arrivedAt = Instant.parse(text.substring(comma + 1));
            if (arrivedAt.isBefore(SampleRange.FIRST) || arrivedAt.isAfter(SampleRange.LAST)) {
                throw invalid();
            }
            return new SampleCursor(arrivedAt, id);
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "BAD_CURSOR",
                "'after' must be the id and the arrival of a row, with a comma between them.");
    }

    static SampleCursor of(SampleRow row) {
        return new SampleCursor(
                Instant.EPOCH.plus(row.micros(Column.ARRIVED_AT), ChronoUnit.MICROS), row.uuid(Column.ID));
    }
}
