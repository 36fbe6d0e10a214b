package org.chattycat.app.latency.history;

import java.time.Duration;
import java.time.Instant;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.platform.query.InvalidArgumentException;

/**
 * A range of time.
 *
 * @param from the first instant
 * @param to the first instant after it
 */
public record TimeRange(Instant from, Instant to) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * The range that a client asks for.
     *
     * @param range null, and bounds that are null, mean the whole meeting: from its creation to its end, or to now
     * @throws InvalidArgumentException with the code RANGE_REVERSED when it does not end after it begins
     */
    public static TimeRange of(TimeRange range, Meeting meeting, Instant now) {
        Instant from = range == null || range.from == null ? meeting.createdAt() : range.from;
        // The last person's last frames arrive about when the person leaves.
        Instant end = meeting.endedAt() == null ? now : meeting.endedAt().plus(MINUTE);
        Instant to = range != null && range.to != null ? range.to : end.isAfter(from) ? end : from.plus(MINUTE);
        if (!from.isBefore(to)) {
            throw new InvalidArgumentException("RANGE_REVERSED", "'from' must be before 'to'.");
        }
        return new TimeRange(from, to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The smallest range of whole minutes that contains this one. */
    public TimeRange wholeMinutes() {
        return new TimeRange(floor(from), ceiling(to));
    }

    static Instant floor(Instant instant) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), 60L) * 60);
    }

    static Instant ceiling(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plus(MINUTE);
    }
}
