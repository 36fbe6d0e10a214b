package org.chattycat.analysis.clock;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * Two clocks in one frame. When one is a delayed copy of the other, filmed from a screen, their difference is the latency of
 * whatever is between them, and no clock needs to be synchronised.
 *
 * @param differenceMs the instant that the first clock shows minus the one that the second shows, signed
 * @param lowMs the smallest true difference that the frame allows
 * @param highMs the largest
 */
public record ClockPair(double differenceMs, double lowMs, double highMs) {
    /**
     * One clock of a pair.
     *
     * @param code what was read
     * @param periodMs how long one of its texts is shown at most
     * @param row where its centre lies: 0 in the first row that the camera's sensor delivers, 1 in the last
     */
    public record Sighting(ClockCode.Valid code, double periodMs, double row) {
        public Sighting {
            Objects.requireNonNull(code);
            if (!(periodMs >= 0)) {
                throw new IllegalArgumentException("a period of " + periodMs + " ms");
            }
        }
    }

    /**
     * The camera that films both.
     *
     * @param exposureMs how long a row collects light, at most
     * @param readoutMs the time from the first row to the last, at most; 0 for a global shutter
     */
    public record Shutter(double exposureMs, double readoutMs) {
        public Shutter {
            if (!(exposureMs >= 0 && readoutMs >= 0)) {
                throw new IllegalArgumentException(
                        "an exposure of " + exposureMs + " ms, read in " + readoutMs + " ms");
            }
        }
    }

    /**
     * The difference of two clocks in one frame.
     *
     * <p>A text that shows the instant t is lit from t until t + period, and its light is somewhere in the exposure of its row.
     * So the true difference is at most one period of the first clock plus one exposure above the difference of the texts,
     * and at most one period of the second plus one exposure below. A rolling shutter exposes the lower one later, by as much
     * as the readout takes from one row to the other.
     *
     * @return empty if only one of the two names its zone, so that they have no common time base
     */
    public static Optional<ClockPair> of(Sighting first, Sighting second, Shutter shutter) {
        return difference(first.code(), second.code()).map(between -> {
            double differenceMs = between.toNanos() / 1e6;
            // The second is exposed later than the first by between 0 and this; negative if it is exposed earlier.
            double laterMs = (second.row() - first.row()) * shutter.readoutMs();
            return new ClockPair(
                    differenceMs,
                    differenceMs - second.periodMs() - shutter.exposureMs() + Math.min(0, laterMs),
                    differenceMs + first.periodMs() + shutter.exposureMs() + Math.max(0, laterMs));
        });
    }

    /** The same pair with the clocks exchanged. */
    public ClockPair exchanged() {
        return new ClockPair(-differenceMs, -highMs, -lowMs);
    }

    private static Optional<Duration> difference(ClockCode.Valid first, ClockCode.Valid second) {
        if (first.zone().isEmpty() && second.zone().isEmpty()) {
            return Optional.of(between(first.wall(), second.wall()));
        }
        return first.utc().flatMap(one -> second.utc().map(other -> Duration.between(other, one)));
    }

    private static Duration between(LocalDateTime first, LocalDateTime second) {
        return Duration.between(second.toInstant(ZoneOffset.UTC), first.toInstant(ZoneOffset.UTC));
    }
}
