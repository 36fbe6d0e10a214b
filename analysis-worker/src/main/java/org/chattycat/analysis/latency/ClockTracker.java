package org.chattycat.analysis.latency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.latency.TrackedClock.ClockKey;

/**
 * Tells the clocks in one publication's video apart, by id and by place. Two phones may show codes with the same id or none, and
 * a screen may show a delayed copy of a clock beside it.
 */
final class ClockTracker {
    /** The number of clocks distinguished at a time. */
    private static final int MAX_CLOCKS = 8;
    /** A clock that was not read for longer is forgotten: it would start again anyway. */
    private static final long FORGOTTEN_NANOS = 4_000_000_000L;
    /** How far a hand moves a code between two readings, in sides of the code. Two codes side by side are further apart. */
    private static final double NEAR = 0.8;
    /** A code that was moved further shows the text that it would show in its old place. */
    private static final double MOVED_TOLERANCE_MS = 60;

    private final MeasureProperties settings;
    private final List<TrackedClock> clocks = new ArrayList<>();

    ClockTracker(MeasureProperties settings) {
        this.settings = settings;
    }

    /** The clock that was read, perhaps for the first time. */
    TrackedClock clockOf(ClockReading reading) {
        ClockCode.Valid code = reading.code();
        ClockKey key = new ClockKey(code.id().orElse(null), code.zone().isPresent());
        clocks.removeIf(clock -> reading.firstArrivalNanos() - clock.readNanos() > FORGOTTEN_NANOS);
        List<TrackedClock> alike =
                clocks.stream().filter(clock -> clock.key().equals(key)).toList();
        TrackedClock clock =
                near(alike, reading).or(() -> moved(alike, reading)).orElseGet(() -> begin(key, alike));
        clock.readAt(reading);
        return clock;
    }

    private static Optional<TrackedClock> near(List<TrackedClock> alike, ClockReading reading) {
        return alike.stream()
                .filter(clock -> clock.distance(reading.place()) < NEAR)
                .min(Comparator.comparingDouble(clock -> clock.distance(reading.place())));
    }

    private static Optional<TrackedClock> moved(List<TrackedClock> alike, ClockReading reading) {
        return alike.stream()
                .filter(clock -> !clock.wasReadIn(reading.rtpTimestamp()))
                .filter(clock -> clock.running()
                        .mayShow(
                                reading.code().text(),
                                reading.code().wall(),
                                reading.rtpTimestamp(),
                                MOVED_TOLERANCE_MS))
                .findFirst();
    }

    private TrackedClock begin(ClockKey key, List<TrackedClock> alike) {
        if (clocks.size() == MAX_CLOCKS) {
            clocks.remove(clocks.stream()
                    .min(Comparator.comparingLong(TrackedClock::readNanos))
                    .orElseThrow());
        }
        int number = 1;
        while (isTaken(number, alike)) {
            number++;
        }
        TrackedClock clock = new TrackedClock(key, number, settings);
        clocks.add(clock);
        return clock;
    }

    private static boolean isTaken(int number, List<TrackedClock> alike) {
        return alike.stream().anyMatch(clock -> clock.number() == number);
    }
}
