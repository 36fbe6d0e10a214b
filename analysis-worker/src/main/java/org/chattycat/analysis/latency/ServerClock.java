package org.chattycat.analysis.latency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Maps {@link System#nanoTime()} to wall time. The wall clock cannot be used directly, because it is sometimes stepped. The
 * mapping follows slow corrections and detects steps, so that samples near a step can be marked. Thread-safe. Call {@link
 * #observe()} a few times a second.
 */
public final class ServerClock {
    /** When NTP slews, it corrects both clocks equally, so a difference of this size is a step. */
    private static final long STEP_NANOS = Duration.ofMillis(5).toNanos();
    /** Values are marked for this long after a step. */
    private static final long SUSPECT_NANOS = Duration.ofSeconds(10).toNanos();
    /** The share of the observed difference that one observation corrects, because single readings jitter. */
    private static final int SLEW_DIVISOR = 8;

    private static final int READINGS = 3;

    private final Clock wall;
    private final LongSupplier nanoTime;
    private final long originNanos;
    private final Instant origin;
    private long correctionNanos;
    private long readingErrorNanos;
    private long steppedAtNanos;
    private boolean stepped;
    private boolean suspectedStep;
    private DatabaseOffset databaseOffset;

    public ServerClock(Clock wall) {
        this(wall, System::nanoTime);
    }

    ServerClock(Clock wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.originNanos = nanoTime.getAsLong();
        this.origin = wall.instant();
        this.correctionNanos = observedCorrection();
    }

    /** The wall time, to microseconds, at a reading of {@link System#nanoTime()}. */
    public synchronized Instant at(long nanos) {
        return origin.plusNanos(nanos - originNanos + correctionNanos).truncatedTo(ChronoUnit.MICROS);
    }

    /** Compares with the wall clock. Two differences of a step's size in a row are a step. */
    public synchronized void observe() {
        long difference = observedCorrection() - correctionNanos;
        if (Math.abs(difference) < STEP_NANOS) {
            correctionNanos += difference / SLEW_DIVISOR;
            suspectedStep = false;
        } else if (suspectedStep) {
            correctionNanos += difference;
            steppedAtNanos = nanoTime.getAsLong();
            stepped = true;
            suspectedStep = false;
        } else {
            suspectedStep = true;
        }
    }

    /** Whether the wall clock was stepped shortly before {@code nanos}. */
    public synchronized boolean steppedNear(long nanos) {
        return suspectedStep || (stepped && nanos - steppedAtNanos < SUSPECT_NANOS);
    }

    /** Records a comparison with the database's clock. */
    public synchronized void compareWith(DatabaseOffset offset) {
        databaseOffset = offset;
    }

    /** The database's clock minus this one in ms, null while unknown. */
    public synchronized Double databaseOffsetMs() {
        return databaseOffset == null ? null : databaseOffset.offsetMs();
    }

    /** The error bound of the mapping plus that of the comparison with the database's clock, in ms. */
    public synchronized double errorMs() {
        return readingErrorNanos / 1e6 + (databaseOffset == null ? 0 : databaseOffset.errorMs());
    }

    /** The offset according to the fastest reading. */
    private long observedCorrection() {
        long best = Long.MAX_VALUE;
        long correction = 0;
        for (int i = 0; i < READINGS; i++) {
            long before = nanoTime.getAsLong();
            Instant now = wall.instant();
            long took = nanoTime.getAsLong() - before;
            if (took < best) {
                best = took;
                correction = Duration.between(origin, now).toNanos() - (before + took / 2 - originNanos);
            }
        }
        readingErrorNanos = best / 2 + 1_000;
        return correction;
    }
}
