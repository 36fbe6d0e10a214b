package org.chattycat.app.latency.history;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.chattycat.app.platform.query.InvalidArgumentException;

/**
 * The time from the start of one bucket to that of the next. Buckets are counted from 1970-01-01T00:00Z, so that those of a
 * range that moves do not change.
 *
 * @param seconds whole minutes, unless it is less than a minute
 */
public record Resolution(long seconds) {
    /** The most buckets that a line can have. */
    static final int MAX_POINTS = 5000;

    static final Resolution MINUTE = new Resolution(60);
    /** For longer than this, what is finer than a minute would read too many samples: 100 000 of a clock. */
    private static final Duration MAX_FINE = Duration.ofHours(3);

    private static final long DAY = 86_400;
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY
    };

    /**
     * The resolution for a range.
     *
     * @param wanted the one that the client asks for; null for the finest that is readable and gives at most so many points
     * @param samplesKept whether the samples of the whole range are stored; otherwise nothing is finer than a minute
     * @throws InvalidArgumentException with the code TOO_MANY_POINTS when there would be more points than {@code maxPoints}
     */
    public static Resolution of(TimeRange range, Duration wanted, int maxPoints, boolean samplesKept) {
        if (maxPoints < 1 || maxPoints > MAX_POINTS) {
            throw new InvalidArgumentException(
                    maxPoints > MAX_POINTS ? "TOO_MANY_POINTS" : "INVALID_ARGUMENT",
                    "'maxPoints' must be between 1 and %d.".formatted(MAX_POINTS));
        }
        boolean fine = samplesKept && range.length().compareTo(MAX_FINE) <= 0;
        if (wanted == null) {
            return finest(range, maxPoints, fine);
        }
        Resolution resolution = checked(wanted);
        if (resolution.isFine() && samplesKept && !fine) {
            throw new InvalidArgumentException(
                    "A 'resolution' below a minute is for ranges of at most %d hours.".formatted(MAX_FINE.toHours()));
        }
        resolution = resolution.isFine() && !samplesKept ? MINUTE : resolution;
        if (resolution.points(range) > maxPoints) {
            throw new InvalidArgumentException(
                    "TOO_MANY_POINTS",
                    "This range has %d points at this 'resolution', and 'maxPoints' is %d."
                            .formatted(resolution.points(range), maxPoints));
        }
        return resolution;
    }

    private static Resolution finest(TimeRange range, int maxPoints, boolean fine) {
        return LongStream.concat(
                        LongStream.of(STEPS).filter(step -> fine || step >= MINUTE.seconds),
                        LongStream.iterate(2 * DAY, days -> 2 * days))
                .mapToObj(Resolution::new)
                .filter(step -> step.points(range) <= maxPoints || step.isLongerThan(range))
                .findFirst()
                .orElseThrow();
    }

    private static Resolution checked(Duration wanted) {
        long seconds = wanted.getSeconds();
        boolean whole =
                wanted.getNano() == 0 && seconds >= 1 && (seconds < MINUTE.seconds || seconds % MINUTE.seconds == 0);
        if (!whole) {
            throw new InvalidArgumentException("'resolution' must be whole minutes, or whole seconds below a minute.");
        }
        return new Resolution(seconds);
    }

    /** Whether it needs samples, or windows of a second. */
    boolean isFine() {
        return seconds < MINUTE.seconds;
    }

    private boolean isLongerThan(TimeRange range) {
        return seconds >= range.length().getSeconds();
    }

    /** How many buckets the range touches. */
    public long points(TimeRange range) {
        long first = Math.floorDiv(range.from().getEpochSecond(), seconds);
        long last = Math.floorDiv(range.to().minusNanos(1).getEpochSecond(), seconds);
        return last - first + 1;
    }

    /** The start of the bucket that contains this instant. */
    public Instant bucket(Instant instant) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    /** The length of a bucket. */
    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
