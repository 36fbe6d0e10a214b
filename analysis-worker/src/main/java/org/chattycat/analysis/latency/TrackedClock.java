package org.chattycat.analysis.latency;

import java.time.Instant;

/** One clock in a publication's video, with everything that is remembered about it. */
final class TrackedClock {
    private final ClockKey key;
    private final int number;
    private final ClockJudge judge;
    private final Combination combination = new Combination();
    private final CodeRefresh refresh = new CodeRefresh();
    private final SampleBudget budget;
    private final RunningClock running;
    private CodePlace place;
    private long firstReadNanos;
    private int readRtp;
    private long readNanos;

    /** @param number 1 for the first clock with this id in the picture, 2 for the second */
    TrackedClock(ClockKey key, int number, MeasureProperties settings) {
        this.key = key;
        this.number = number;
        this.judge = new ClockJudge(settings);
        this.budget = new SampleBudget(settings.storedPerSecond());
        this.running = new RunningClock(() -> {
            judge.clear();
            combination.clear();
        });
    }

    /** What the texts of one clock have in common. */
    record ClockKey(String id, boolean zoned) {}

    ClockKey key() {
        return key;
    }

    int number() {
        return number;
    }

    ClockJudge judge() {
        return judge;
    }

    Combination combination() {
        return combination;
    }

    CodeRefresh refresh() {
        return refresh;
    }

    RunningClock running() {
        return running;
    }

    /** Whether a measurement may be stored. */
    boolean mayStore(Instant arrivedAt) {
        return budget.take(arrivedAt);
    }

    /** It was read. */
    void readAt(ClockReading reading) {
        if (place == null) {
            firstReadNanos = reading.firstArrivalNanos();
        }
        place = reading.place();
        readRtp = reading.rtpTimestamp();
        readNanos = reading.firstArrivalNanos();
    }

    boolean wasReadIn(int rtpTimestamp) {
        return place != null && readRtp == rtpTimestamp;
    }

    long firstReadNanos() {
        return firstReadNanos;
    }

    long readNanos() {
        return readNanos;
    }

    /** The distance to another place, as a share of the code's size. */
    double distance(CodePlace other) {
        double x = place.x() + place.width() / 2.0 - other.x() - other.width() / 2.0;
        double y = place.y() + place.height() / 2.0 - other.y() - other.height() / 2.0;
        double side = Math.max(Math.max(place.width(), place.height()), Math.max(other.width(), other.height()));
        return Math.hypot(x, y) / side;
    }
}
