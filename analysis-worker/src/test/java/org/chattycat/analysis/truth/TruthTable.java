package org.chattycat.analysis.truth;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.latency.ClockReading;
import org.chattycat.analysis.latency.CodePlace;
import org.chattycat.analysis.latency.LatencyMeter;
import org.chattycat.analysis.latency.OwnClocks.OwnClock;
import org.chattycat.analysis.latency.ServerClock;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.pipeline.RecordingSink;
import org.chattycat.analysis.store.Samples;

/** Plays the readings of {@link Light} into a {@link LatencyMeter} and compares what it measures with the truth. */
public final class TruthTable {
    private static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final Map<ClockSource, String> IDS = Map.of(ClockSource.OWN, "04711", ClockSource.STAMP, "04712");
    private static final CodePlace PLACE = new CodePlace(640, 480, 10, 20, 160, 160);
    /** The same for each run, so that a seed gives the same samples: times in codes are whole milliseconds. */
    private static final Instant START = Instant.ofEpochSecond(1_772_357_400, 500_000);

    private static final double RUN_MS = 6_000;
    /** The estimate combines a second; the first reading is not a measurement. */
    static final double SETTLED_MS = 1_500;
    /** The reader reads a new text when it has 40 to 55 % of the light. */
    private static final double LEAST_SHARE = 0.4;

    private static final double SHARE_RANGE = 0.15;

    private static final double READ_PROBABILITY = 0.95;

    private TruthTable() {}

    /** The conditions of the table: clocks, frame rates with the longest exposures that they allow, delays and jitter. */
    public static List<Light.Condition> conditions() {
        List<Light.Condition> all = new ArrayList<>();
        for (ClockSource source : List.of(ClockSource.OWN, ClockSource.GOPRO)) {
            all.add(new Light.Condition(source, 60, 8, 40, 5));
            all.add(new Light.Condition(source, 30, 8, 40, 5));
            all.add(new Light.Condition(source, 30, 33, 150, 15));
            all.add(new Light.Condition(source, 5, 8, 40, 5));
            all.add(new Light.Condition(source, 5, 33, 400, 40));
        }
        all.add(new Light.Condition(ClockSource.OWN, 10, 100, 150, 15));
        all.add(new Light.Condition(ClockSource.OWN, 5, 200, 150, 15));
        return all;
    }

    /** @param runs how many phones and cameras */
    public static TruthRow measure(Light.Condition condition, int runs, long seed) {
        List<TruthRow.Compared> samples = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            samples.addAll(run(condition, run, runs, seed));
        }
        return TruthRow.of("readings", condition, samples, runs * (RUN_MS - SETTLED_MS) / 1_000);
    }

    /** Codes that are injected without a screen and a camera, with the delays of a network. */
    public static List<Light.Condition> injections() {
        return DoubleStream.of(0, 37, 100, 250, 500, 1_500)
                .mapToObj(delayMs -> new Light.Condition(ClockSource.STAMP, 15, 0, delayMs, 0))
                .toList();
    }

    /** The clock's text for an instant. */
    static String text(Instant shown, ClockSource source) {
        String id = IDS.containsKey(source) ? "oTI" + IDS.get(source) : "";
        return WALL.format(shown.plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS)) + "oTD0oTZ0" + id;
    }

    /** The clock of the product with an id, opened for a participant; each is known to be within 2 ms. */
    static Optional<OwnClock> ownClock(String id, UUID participantId) {
        return IDS.entrySet().stream()
                .filter(known -> known.getValue().equals(id))
                .map(known -> new OwnClock(known.getKey(), participantId, 2))
                .findFirst();
    }

    private static List<TruthRow.Compared> run(Light.Condition condition, int run, int runs, long seed) {
        Random random = new Random(seed + run);
        RecordingSink sink = new RecordingSink();
        ServerClock clock = new ServerClock(Clock.fixed(START, ZoneOffset.UTC));
        TapLease tap = Samples.lease(1);
        LatencyMeter meter = new LatencyMeter(
                tap,
                WorkerProperties.defaults().measure(),
                clock,
                (id, meeting) -> ownClock(id, tap.participantId()),
                sink);
        meter.brightness(condition.dark() ? 60 : 120);
        long startNanos = System.nanoTime();
        List<TruthRow.Compared> compared = new ArrayList<>();
        Light light = new Light(condition, run, runs, seed);
        for (Light.Frame frame : light.play(RUN_MS)) {
            long arrivalNanos = startNanos + (long) (frame.arrivalMs() * 1e6);
            int rtp = (int) (frame.captureMs() * 90);
            meter.frameArrived(rtp, arrivalNanos);
            int before = sink.samples.size();
            double readableShare = LEAST_SHARE + SHARE_RANGE * random.nextDouble();
            light.lit(frame.startMs(), frame.endMs()).stream()
                    .filter(lit -> lit.share() >= readableShare && random.nextDouble() < READ_PROBABILITY)
                    .max(Comparator.comparingDouble(Light.Lit::shownMs))
                    .map(lit -> text(clock.at(startNanos + (long) (lit.shownMs() * 1e6)), condition.source()))
                    .ifPresent(text -> meter.clockRead(reading(text, rtp, arrivalNanos)));
            if (sink.samples.size() > before && frame.captureMs() > SETTLED_MS) {
                compared.add(new TruthRow.Compared(sink.samples.get(before), frame.arrivalMs() - frame.lightMs()));
            }
        }
        return compared;
    }

    private static ClockReading reading(String text, int rtp, long arrivalNanos) {
        return new ClockReading(
                (ClockCode.Valid) ClockCode.parse(text), rtp, arrivalNanos, arrivalNanos, PLACE, "TRACKED", 700, 900);
    }
}
