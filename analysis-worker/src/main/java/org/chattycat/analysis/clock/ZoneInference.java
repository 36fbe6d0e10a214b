package org.chattycat.analysis.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Finds the instant that a clock code shows, given the arrival of its frame.
 *
 * <p>A code that names a zone and is ahead by quarters of an hour, within a few seconds, comes from a phone with an outdated zone
 * setting (its owner has travelled, or daylight saving time has changed): real UTC offsets are whole quarters of an hour, and
 * latencies are seconds. One that is behind is taken at its word: it may be a recording.
 *
 * <p>For a code without a zone it depends. In a call it shows UTC, or it is not measured: of GoPro Labs' pages, the one for UTC
 * names no zone, and any other zone would make the present of a recording that is as old. In a file that was recorded at a known
 * time, it is in the zone that puts it nearest to that.
 */
public final class ZoneInference {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    /** A greater latency is a clock fault anyway. A wider window would turn faults into values. */
    private static final Duration STALE_ZONE_WINDOW = Duration.ofSeconds(5);
    /** From UTC−12 to UTC+14 there are 26 h. A clock that is off by more shows another date, not another zone. */
    private static final Duration MAX_ZONE_DIFFERENCE = Duration.ofHours(26);

    private ZoneInference() {}

    /** The instant that a code shows in a call whose frame arrived at {@code arrival}. */
    public static ClockInstant live(ClockCode.Valid code, Instant arrival) {
        return code.utc().isEmpty()
                ? new ClockInstant(code.wall().toInstant(ZoneOffset.UTC), ClockInstant.Origin.INFERRED)
                : resolve(code, arrival);
    }

    /** The instant that a code shows that was recorded at about {@code arrival}. */
    public static ClockInstant resolve(ClockCode.Valid code, Instant arrival) {
        if (code.utc().isEmpty()) {
            return new ClockInstant(nearest(code.wall(), arrival), ClockInstant.Origin.INFERRED);
        }
        Instant utc = code.utc().get();
        return isStaleZone(Duration.between(utc, arrival))
                ? new ClockInstant(nearest(code.wall(), arrival), ClockInstant.Origin.STALE_ZONE_INFERRED)
                : new ClockInstant(utc, ClockInstant.Origin.ZONED);
    }

    /** The wall time at the UTC offset, of all there are, that brings it nearest to {@code arrival}. */
    static Instant nearest(LocalDateTime wall, Instant arrival) {
        Instant asUtc = wall.toInstant(ZoneOffset.UTC);
        long ahead = quartersIn(Duration.between(arrival, asUtc));
        long offset = Math.max(ClockZone.MIN_MINUTES / 15, Math.min(ClockZone.MAX_MINUTES / 15, ahead));
        return asUtc.minus(QUARTER.multipliedBy(offset));
    }

    private static boolean isStaleZone(Duration latency) {
        long quarters = quartersIn(latency);
        Duration rest = latency.minus(QUARTER.multipliedBy(quarters)).abs();
        return quarters < 0
                && rest.compareTo(STALE_ZONE_WINDOW) <= 0
                && latency.abs().compareTo(MAX_ZONE_DIFFERENCE.plus(STALE_ZONE_WINDOW)) <= 0;
    }

    /** Whole quarters of an hour, rounded to the nearest. */
    private static long quartersIn(Duration d) {
        return Math.floorDiv(d.plus(QUARTER.dividedBy(2)).toMillis(), QUARTER.toMillis());
    }
}
