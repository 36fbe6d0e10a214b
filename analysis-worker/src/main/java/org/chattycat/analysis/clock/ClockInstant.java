package org.chattycat.analysis.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The instant that a clock code shows.
 *
 * @param utc the instant
 * @param origin the origin of its zone
 */
public record ClockInstant(Instant utc, Origin origin) {
    public ClockInstant {
        Objects.requireNonNull(utc);
        Objects.requireNonNull(origin);
    }

    /** The origin of a clock's zone. */
    public enum Origin {
        /** The code names its zone. */
        ZONED,
        /** The code does not name a zone: it is taken to be UTC, or the zone that puts the clock nearest to a known time. */
        INFERRED,
        /** The code names an outdated zone (off by quarters of an hour), so the zone is inferred. */
        STALE_ZONE_INFERRED
    }

    /** Whether the zone was inferred rather than read. */
    public boolean inferred() {
        return origin != Origin.ZONED;
    }

    /** Arrival minus clock, signed: negative when the clock is ahead. */
    public Duration latencyAt(Instant arrival) {
        return Duration.between(utc, arrival);
    }
}
