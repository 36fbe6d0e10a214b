package org.chattycat.analysis.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.clock.ClockInstant;
import org.chattycat.analysis.clock.Refusal;
import org.chattycat.analysis.clock.ZoneInference;
import org.chattycat.analysis.measure.OwnClocks.OwnClock;
import org.chattycat.analysis.tap.TapLease;
import org.chattycat.analysis.time.ServerClock;

/** Measures the latency of one publication by the clocks in its picture. Not thread-safe. */
public final class LatencyMeter {
    /** Clocks told apart at a time; whoever shows more than that is not measuring. */
    private static final int MAX_CLOCKS = 8;

    private final TapLease tap;
    private final MeasureSettings settings;
    private final ServerClock serverClock;
    private final OwnClocks ownClocks;
    private final LatencyOutput output;
    private final Map<String, Clock> clocks = new LinkedHashMap<>(16, 0.75f, true);
    private final SecondWindows windows;
    private final SampleBudget budget;
    private final Advisor advisor;

    private final class Clock {
        private final RunningClock running = new RunningClock();
        private final FaultWindow faults = new FaultWindow(settings);
    }

    public LatencyMeter(
            TapLease tap,
            MeasureSettings settings,
            ServerClock serverClock,
            OwnClocks ownClocks,
            LatencyOutput output) {
        this.tap = tap;
        this.settings = settings;
        this.serverClock = serverClock;
        this.ownClocks = ownClocks;
        this.output = output;
        this.windows = new SecondWindows(tap, output::windowClosed);
        this.budget = new SampleBudget(settings.storedPerSecond());
        this.advisor = new Advisor(tap, output::advised);
    }

    /** A clock was read in a frame. Only the first frame that shows a text is a measurement. */
    public void sighted(Sighting sighting) {
        ClockCode.Valid code = sighting.code();
        Clock clock = clock(code);
        OptionalDouble codeAgeMs = clock.running.sighted(code.text(), code.wall(), sighting.rtpTimestamp());
        if (codeAgeMs.isPresent()) {
            measure(sighting, clock, codeAgeMs.getAsDouble());
        }
    }

    /** A code was read that is no usable clock. */
    public void refused(Refusal reason) {
        advisor.refused(reason, System.nanoTime());
    }

    /** Closes windows that are over; call it about once a second even while nothing is seen. */
    public void tick(Instant now) {
        windows.closeBefore(now);
    }

    /** Closes the open window: nothing more comes. */
    public void end() {
        windows.close();
    }

    private void measure(Sighting sighting, Clock clock, double codeAgeMs) {
        ClockCode.Valid code = sighting.code();
        long arrivalNanos = sighting.firstArrivalNanos();
        Instant arrivedAt = serverClock.at(arrivalNanos);
        ClockInstant clockInstant = ZoneInference.resolve(code, arrivedAt);
        double latencyMs = Duration.between(clockInstant.utc(), arrivedAt).toNanos() / 1e6;
        Optional<OwnClock> own = ownClock(code, clockInstant, latencyMs);
        ClockSource source = own.map(OwnClock::source).orElse(ClockSource.GOPRO);
        // A stamp is drawn into the picture itself: no phone lights it, no camera exposes it.
        boolean filmed = source != ClockSource.STAMP;
        Uncertainty uncertainty = new Uncertainty(
                codeAgeMs,
                filmed ? ms(settings.exposure()) : 0,
                filmed ? ms(settings.displayLag()) : 0,
                own.map(OwnClock::errorMs).orElse(null),
                serverClock.databaseOffsetMs(),
                serverClock.errorMs());
        boolean fault = clock.faults.add(arrivalNanos, latencyMs, uncertainty.clocksErrorMs());
        if (fault) {
            advisor.faulty(clock.faults.medianMs(), arrivalNanos);
        }
        windows.add(arrivedAt, source, fault, latencyMs);
        if (budget.take(arrivedAt)) {
            output.sampled(new LatencySample(
                    SampleIds.at(arrivedAt.toEpochMilli()),
                    tap,
                    arrivedAt,
                    serverClock.at(sighting.lastArrivalNanos()),
                    clockInstant.utc(),
                    latencyMs,
                    uncertainty,
                    serverClock.steppedNear(arrivalNanos),
                    source,
                    clockInstant.inferred(),
                    code.id().orElse(null),
                    fault,
                    sighting.place(),
                    sighting.scanStage(),
                    sighting.decodeMicros(),
                    sighting.scanMicros(),
                    (System.nanoTime() - arrivalNanos) / 1e6));
        }
    }

    /** One of our clocks, if the id is given out at this moment and the value is one that it can show. */
    private Optional<OwnClock> ownClock(ClockCode.Valid code, ClockInstant shown, double latencyMs) {
        if (shown.inferred() || latencyMs > ms(settings.maxLatency())) {
            return Optional.empty();
        }
        return code.id()
                .flatMap(ownClocks::find)
                .filter(own -> latencyMs >= -own.errorMs() - ms(settings.faultTolerance()));
    }

    private static double ms(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private Clock clock(ClockCode.Valid code) {
        String identity = code.id().orElse("-") + (code.zone().isPresent() ? "z" : "");
        Clock clock = clocks.computeIfAbsent(identity, key -> new Clock());
        if (clocks.size() > MAX_CLOCKS) {
            clocks.remove(clocks.keySet().iterator().next());
        }
        return clock;
    }
}
