package org.chattycat.kurento.embedded.mp4;

import java.util.concurrent.TimeUnit;

/**
 * A unit of time of a file.
 *
 * @param ticksPerSecond 1 to 2^32 - 1
 */
record TimeScale(long ticksPerSecond) {
    /** Times since 1970 are allowed, as live streams have them. Nanoseconds of twice that still fit into a long. */
    private static final long MAX_SECONDS = 4_000_000_000L;

    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    TimeScale {
        if (ticksPerSecond < 1) {
            throw new IllegalArgumentException("a time scale must be positive");
        }
    }

    static TimeScale of(long ticksPerSecond) throws Mp4Exception {
        if (ticksPerSecond < 1) {
            throw new Mp4Exception("the file has an invalid unit of time");
        }
        return new TimeScale(ticksPerSecond);
    }

    /** @throws Mp4Exception if that is more than any film lasts */
    long nanos(long ticks) throws Mp4Exception {
        long seconds = ticks / ticksPerSecond;
        if (Math.abs(seconds) > MAX_SECONDS) {
            throw new Mp4Exception("the file has an invalid time");
        }
        return seconds * NANOS + ticks % ticksPerSecond * NANOS / ticksPerSecond;
    }
}
