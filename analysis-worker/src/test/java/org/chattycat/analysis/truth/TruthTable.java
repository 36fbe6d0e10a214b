package org.chattycat.analysis.truth;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.latency.ClockReading;
import org.chattycat.analysis.latency.CodePlace;
import org.chattycat.analysis.latency.LatencyMeter;
import org.chattycat.analysis.latency.OwnClocks.OwnClock;
import org.chattycat.analysis.latency.ServerClock;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.pipeline.RecordingSink;
import org.chattycat.analysis.store.Samples;

/** Plays {@link Light} through a {@link LatencyMeter} and compares what it measures with the truth. */
public final class TruthTable {
    private static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final String OWN_ID = "04711";
    private static final CodePlace PLACE = new CodePlace(640, 480, 10, 20, 160, 160);
    private static final double RUN_MS = 6_000;
    /** The estimate combines a second; the first reading is not a measurement. */
    private static final double SETTLED_MS = 1_500;
    /** A reader needs this share of the light to be sure of a text. */
    private static final double READABLE_SHARE = 0.6;

    private static final double READ_PROBABILITY = 0.95;
    private static final double DARK_EXPOSURE_MS = 50;

    private TruthTable() {}

    private record Error(
            double ms, double rawMs, boolean inBounds, boolean inPlusMinus, double widthMs, double boundsMs) {}

    /**
     * The result for one condition, in ms.
     *
     * @param rawBiasMs mean of the raw value minus the truth
     * @param biasMs mean of the estimate minus the truth
     * @param errorP95Ms 95th percentile of its absolute value
     * @param inBounds share of truths within the estimate's bounds
     * @param inPlusMinus share of truths within ± of the estimate
     * @param widthP50Ms median of the whole width of ±
     * @param boundsP50Ms median of the width of the bounds
     */
    public record Row(
            Light.Condition condition,
            int samples,
            double samplesPerSecond,
            double rawBiasMs,
            double biasMs,
            double errorP95Ms,
            double inBounds,
            double inPlusMinus,
            double widthP50Ms,
            double boundsP50Ms) {
        public String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"bench\":\"truth\",\"clock\":\"%s\",\"fps\":%.0f,\"exposureMs\":%.0f,\"delayMs\":%.0f,\"jitterMs\":%.0f,"
                            + "\"samples\":%d,\"samplesPerSecond\":%.1f,\"rawBiasMs\":%.1f,\"biasMs\":%.1f,\"errorP95Ms\":%.1f,"
                            + "\"inBounds\":%.4f,\"inPlusMinus\":%.3f,\"widthP50Ms\":%.1f,\"boundsP50Ms\":%.1f}",
                    condition.source(),
                    condition.fps(),
                    condition.exposureMs(),
                    condition.delayMs(),
                    condition.jitterMs(),
                    samples,
                    samplesPerSecond,
                    rawBiasMs,
                    biasMs,
                    errorP95Ms,
                    inBounds,
                    inPlusMinus,
                    widthP50Ms,
                    boundsP50Ms);
        }
    }

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

    public static Row measure(Light.Condition condition, int runs, long seed) {
        List<Error> errors = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            errors.addAll(run(condition, seed * 10_000 + run));
        }
        return new Row(
                condition,
                errors.size(),
                errors.size() / (runs * (RUN_MS - SETTLED_MS) / 1_000),
                mean(errors, Error::rawMs),
                mean(errors, Error::ms),
                percentile(errors, error -> Math.abs(error.ms()), 0.95),
                mean(errors, error -> error.inBounds() ? 1 : 0),
                mean(errors, error -> error.inPlusMinus() ? 1 : 0),
                percentile(errors, Error::widthMs, 0.5),
                percentile(errors, Error::boundsMs, 0.5));
    }

    private static List<Error> run(Light.Condition condition, long seed) {
        Random random = new Random(seed);
        RecordingSink sink = new RecordingSink();
        ServerClock clock = new ServerClock(Clock.systemUTC());
        OwnClock own = new OwnClock(condition.source(), 2);
        LatencyMeter meter = new LatencyMeter(
                Samples.lease(1),
                WorkerProperties.defaults().measure(),
                clock,
                (id, meeting) -> condition.source() == ClockSource.GOPRO ? Optional.empty() : Optional.of(own),
                sink);
        meter.brightness(condition.exposureMs() > DARK_EXPOSURE_MS ? 60 : 120);
        String suffix = condition.source() == ClockSource.GOPRO ? "oTD0oTZ0" : "oTD0oTZ0oTI" + OWN_ID;
        long startNanos = System.nanoTime();
        List<Error> errors = new ArrayList<>();
        for (Light.Frame frame : new Light(condition, seed).play(RUN_MS)) {
            long arrivalNanos = startNanos + (long) (frame.arrivalMs() * 1e6);
            int rtp = (int) (frame.captureMs() * 90);
            meter.frameArrived(rtp, arrivalNanos);
            int before = sink.samples.size();
            frame.lit().stream()
                    .filter(lit -> lit.share() >= READABLE_SHARE && random.nextDouble() < READ_PROBABILITY)
                    .findFirst()
                    .ifPresent(lit -> meter.clockRead(
                            reading(clock.at(startNanos + (long) (lit.shownMs() * 1e6)), suffix, rtp, arrivalNanos)));
            if (sink.samples.size() > before && frame.captureMs() > SETTLED_MS) {
                errors.add(error(sink.samples.get(before), frame.truthMs()));
            }
        }
        return errors;
    }

    private static ClockReading reading(Instant shown, String suffix, int rtp, long arrivalNanos) {
        String text = WALL.format(shown.plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS)) + suffix;
        return new ClockReading(
                (ClockCode.Valid) ClockCode.parse(text), rtp, arrivalNanos, arrivalNanos, PLACE, "TRACKED", 700, 900);
    }

    private static Error error(LatencySample sample, double truthMs) {
        double error = sample.estimateMs() - truthMs;
        return new Error(
                error,
                sample.latencyMs() - truthMs,
                truthMs >= sample.estimateLowerMs() && truthMs <= sample.estimateUpperMs(),
                Math.abs(error) <= sample.plusMinusMs(),
                2 * sample.plusMinusMs(),
                sample.estimateUpperMs() - sample.estimateLowerMs());
    }

    private static double mean(List<Error> errors, ToDoubleFunction<Error> value) {
        return errors.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double percentile(List<Error> errors, ToDoubleFunction<Error> value, double share) {
        double[] sorted = errors.stream().mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
