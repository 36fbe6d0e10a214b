package org.chattycat.analysis.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The instant that a clock code shows.
 *
 * @param utc the instant
 * @param origin how its zone is known
 */
public record ClockInstant(Instant utc, Origin origin) {
    public ClockInstant {
        Objects.requireNonNull(utc);
        Objects.requireNonNull(origin);
    }

    /** How the zone of a clock is known. */
    public enum Origin {
        /** The code names its zone. */
        ZONED,
        /** The code names none; the zone is the one that puts the clock nearest to the arrival. */
        INFERRED,
        /** The code names one that is stale (quarters of an hour off); inferred instead. */
        STALE_ZONE_INFERRED
    }

    /** Whether the zone was deduced from the arrival rather than read. */
    public boolean inferred() {
        return origin != Origin.ZONED;
    }

    /** Arrival minus clock, signed: negative when the clock is ahead. */
    public Duration latencyAt(Instant arrival) {
        return Duration.between(utc, arrival);
    }
}
