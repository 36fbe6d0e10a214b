package org.chattycat.analysis.cli;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.chattycat.analysis.clock.ClockPair;

/**
 * Collects the frames of one file that show two or more clocks. Only the whole file tells how often the clocks change and how
 * long a frame lasts, on which the bounds depend, so pairs are made at its end.
 */
final class FilePairs {
    /** An hour at 60 frames a second. */
    private static final int MAX_FRAMES = 216_000;
    /** The slowest clock page changes ten times a second. Assumed of a clock that was seen with one text only. */
    private static final double DEFAULT_PERIOD_MS = 100;
    /** No clock page is slower; a longer step is a pause. */
    private static final double MAX_PERIOD_MS = 1000;
    /** At 30 frames a second. Assumed where the file has no times. */
    private static final double DEFAULT_FRAME_MS = 1000 / 30.0;
    /** Sensors take no longer from their first row to the last, also at lower frame rates. */
    private static final double MAX_READOUT_MS = 34;

    private final OptionalDouble exposureMs;
    private final List<FrameReport> frames = new ArrayList<>();
    private final List<Double> intervalsMs = new ArrayList<>();
    private final Map<Integer, Changes> changes = new HashMap<>();
    private Double lastSeconds;

    /** @param exposureMs the camera's exposure, if known; otherwise it may be as long as a frame */
    FilePairs(OptionalDouble exposureMs) {
        this.exposureMs = exposureMs;
    }

    /** The steps from one text of a clock to the next. */
    private static final class Changes {
        private final List<Double> stepsMs = new ArrayList<>();
        private LocalDateTime last;

        void seen(LocalDateTime wall) {
            double stepMs = last == null ? 0 : Duration.between(last, wall).toNanos() / 1e6;
            if (stepMs > 0 && stepMs <= MAX_PERIOD_MS && stepsMs.size() < MAX_FRAMES) {
                stepsMs.add(stepMs);
            }
            last = wall;
        }

        double periodMs() {
            return stepsMs.isEmpty()
                    ? DEFAULT_PERIOD_MS
                    : new Percentiles(stepsMs.stream().mapToDouble(s -> s)).median();
        }
    }

    void add(FrameReport frame) {
        if (frame.seconds() != null) {
            if (lastSeconds != null && frame.seconds() > lastSeconds && intervalsMs.size() < MAX_FRAMES) {
                intervalsMs.add(1000 * (frame.seconds() - lastSeconds));
            }
            lastSeconds = frame.seconds();
        }
        List<CodeReport> clocks =
                frame.codes().stream().filter(code -> code.code() != null).toList();
        for (CodeReport clock : clocks) {
            changes.computeIfAbsent(clock.place(), place -> new Changes())
                    .seen(clock.code().wall());
        }
        if (clocks.size() > 1 && frames.size() < MAX_FRAMES) {
            frames.add(frame);
        }
    }

    /** All pairs, in the order of the frames. Call once, after the last frame. */
    List<PairReport> pairs() {
        ClockPair.Shutter shutter = shutter();
        Map<Key, List<PairReport>> byPlaces = new HashMap<>();
        for (FrameReport frame : frames) {
            List<CodeReport> clocks = frame.codes().stream()
                    .filter(code -> code.code() != null)
                    .sorted(Comparator.comparingInt(CodeReport::place))
                    .toList();
            for (int i = 0; i < clocks.size(); i++) {
                for (int j = i + 1; j < clocks.size(); j++) {
                    CodeReport one = clocks.get(i);
                    CodeReport other = clocks.get(j);
                    ClockPair.of(sighting(one), sighting(other), shutter)
                            .ifPresent(pair -> byPlaces.computeIfAbsent(Key.of(one, other), key -> new ArrayList<>())
                                    .add(PairReport.of(frame, one, other, pair)));
                }
            }
        }
        return byPlaces.values().stream()
                .map(FilePairs::aheadFirst)
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(PairReport::frame)
                        .thenComparingInt(PairReport::ahead)
                        .thenComparingInt(PairReport::behind))
                .toList();
    }

    /** One summary per two places, those with most frames first. */
    static List<PairSummary> summaries(List<PairReport> pairs) {
        Map<Key, List<PairReport>> byPlaces = new TreeMap<>();
        pairs.forEach(pair ->
                byPlaces.computeIfAbsent(Key.of(pair), key -> new ArrayList<>()).add(pair));
        return byPlaces.values().stream()
                .map(PairSummary::of)
                .sorted(Comparator.comparingInt(PairSummary::n).reversed())
                .toList();
    }

    /** Two places and the ids that were seen there: another id at the same place is another clock. */
    private record Key(int one, int other, String oneId, String otherId) implements Comparable<Key> {
        static Key of(CodeReport one, CodeReport other) {
            return new Key(
                    one.place(), other.place(), Objects.toString(one.id(), ""), Objects.toString(other.id(), ""));
        }

        static Key of(PairReport pair) {
            return new Key(
                    pair.ahead(),
                    pair.behind(),
                    Objects.toString(pair.aheadId(), ""),
                    Objects.toString(pair.behindId(), ""));
        }

        @Override
        public int compareTo(Key key) {
            return Comparator.comparingInt(Key::one)
                    .thenComparingInt(Key::other)
                    .thenComparing(Key::oneId)
                    .thenComparing(Key::otherId)
                    .compare(this, key);
        }
    }

    private static List<PairReport> aheadFirst(List<PairReport> pairs) {
        double median = new Percentiles(pairs.stream().mapToDouble(PairReport::differenceMs)).median();
        return median >= 0 ? pairs : pairs.stream().map(PairReport::exchanged).toList();
    }

    private ClockPair.Sighting sighting(CodeReport clock) {
        return new ClockPair.Sighting(clock.code(), changes.get(clock.place()).periodMs(), clock.row());
    }

    private ClockPair.Shutter shutter() {
        double frameMs = intervalsMs.isEmpty()
                ? DEFAULT_FRAME_MS
                : new Percentiles(intervalsMs.stream().mapToDouble(i -> i)).median();
        return new ClockPair.Shutter(exposureMs.orElse(frameMs), Math.min(MAX_READOUT_MS, frameMs));
    }
}
