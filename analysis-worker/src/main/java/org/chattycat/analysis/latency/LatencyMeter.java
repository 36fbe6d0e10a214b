package org.chattycat.analysis.latency;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.clock.ClockInstant;
import org.chattycat.analysis.clock.Refusal;
import org.chattycat.analysis.clock.ZoneInference;
import org.chattycat.analysis.latency.OwnClocks.OwnClock;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.MeasuredFrame;
import org.chattycat.analysis.live.SampleValidity;

/** Measures the latency of one publication from the clocks in its video. Not thread-safe. */
public final class LatencyMeter {
    /** Own clocks are looked up every second. Without an answer for longer, an unknown id is taken for a GoPro code's. */
    private static final long LOOK_PATIENCE_NANOS = 5_000_000_000L;

    /** How long a synchronised clock can be compared with another clock of the publication. */
    private static final long REFERENCE_NANOS = 2_000_000_000L;
    /** A code without a zone that is further from the present time does not show UTC. */
    private static final double SHOWS_UTC_MS = 10_000;
    /** A frame follows another one directly if it is taken no more frame intervals later. */
    private static final double NEXT_FRAME = 1.5;

    private final TapLease tap;
    private final MeasureProperties settings;
    private final ServerClock serverClock;
    private final OwnClocks ownClocks;
    private final LatencyOutput output;
    private final ClockTracker tracker;
    private final SecondWindows windows;
    private final Advisor advisor;
    private final PathDelay path = new PathDelay();
    private final Exposure exposure;
    private final PairMeter pairs;
    private Reference reference;

    /**
     * The latest reading of a synchronised clock in the video.
     *
     * @param latency bounds of the latency, less the frame's transit time
     */
    private record Reference(TrackedClock clock, long arrivalNanos, Interval latency) {}

    public LatencyMeter(
            TapLease tap,
            MeasureProperties settings,
            ServerClock serverClock,
            OwnClocks ownClocks,
            LatencyOutput output) {
        this.tap = tap;
        this.settings = settings;
        this.serverClock = serverClock;
        this.ownClocks = ownClocks;
        this.output = output;
        this.windows = new SecondWindows(tap, output::windowClosed);
        this.tracker = new ClockTracker(settings);
        this.pairs = new PairMeter(settings);
        this.exposure = new Exposure(ms(settings.exposure()));
        this.advisor = new Advisor(tap, output::advised);
    }

    /** A frame arrived, with or without a clock. Call this for each frame in order, before its readings. */
    public void frameArrived(int rtpTimestamp, long firstArrivalNanos) {
        path.frame(rtpTimestamp, firstArrivalNanos);
        exposure.frame(rtpTimestamp);
    }

    /** The mean luma of a recent frame, 0 to 255. */
    public void brightness(double luma) {
        exposure.brightness(luma);
    }

    /**
     * Whether a code has the id of another participant's clock. In a film of that participant's screen, and of a phone that is
     * not in front of its own camera, the time says nothing about this camera, and the id may be a forgery. So nothing is measured
     * with it, except the loop between two codes, for which no clock has to be right.
     */
    public boolean belongsToAnother(ClockCode.Valid code) {
        return ofAnother(code).isPresent();
    }

    private Optional<OwnClock> ofAnother(ClockCode.Valid code) {
        return code.id().flatMap(this::alive).filter(own -> !own.participantId().equals(tap.participantId()));
    }

    /** A clock was read in a frame. Only the first frame that shows a text is a measurement. */
    public void clockRead(ClockReading reading) {
        TrackedClock clock = tracker.clockOf(reading);
        ClockCode.Valid code = reading.code();
        double heldMs = clock.running().heldMs();
        clock.running()
                .clockRead(code.text(), code.wall(), reading.rtpTimestamp())
                .ifPresent(text -> {
                    if (text.first()) {
                        clock.refresh().replaced(heldMs, reading.firstArrivalNanos());
                        ofAnother(code)
                                .ifPresentOrElse(
                                        other -> advisor.othersClock(other.source(), reading.firstArrivalNanos()),
                                        () -> measureIfKnown(reading, clock, text.maxAgeMs()));
                    }
                    ClockSource page =
                            code.id().flatMap(this::alive).map(OwnClock::source).orElse(ClockSource.GOPRO);
                    double refreshMs = clock.refresh().maxMs(page, exposure.frameMs());
                    pairs.read(new PairMeter.Sight(clock, reading, text, refreshMs), exposure.maxMs())
                            .forEach(this::measured);
                });
    }

    /** A code was read that is not a usable clock. */
    public void refused(Refusal reason) {
        advisor.refused(reason, System.nanoTime());
    }

    /** Closes windows that are over and withdraws outdated advice. Call it about once a second, also while no clock is read. */
    public void tick(long nowNanos) {
        windows.closeBefore(serverClock.at(nowNanos));
        advisor.tick(nowNanos);
    }

    /** Ends the measurement: closes the open window and withdraws all advice. */
    public void end() {
        advisor.end();
        windows.close();
    }

    /**
     * Measures, unless the clock has just appeared and its id may be that of an own clock which is not known here yet. As a GoPro
     * code, its value would contain a screen that a stamp does not have.
     */
    private void measureIfKnown(ClockReading reading, TrackedClock clock, double sinceOtherMs) {
        Optional<String> id = reading.code().id();
        boolean known = id.isEmpty()
                || id.flatMap(this::alive).isPresent()
                || ownClocks.lookedSince(clock.firstReadNanos())
                || reading.firstArrivalNanos() - clock.firstReadNanos() > LOOK_PATIENCE_NANOS;
        if (known) {
            measure(reading, clock, sinceOtherMs);
        }
    }

    private void measure(ClockReading reading, TrackedClock clock, double sinceOtherMs) {
        ClockCode.Valid code = reading.code();
        long arrivalNanos = reading.firstArrivalNanos();
        Instant arrivedAt = serverClock.at(arrivalNanos);
        ClockInstant clockInstant = ZoneInference.live(code, arrivedAt);
        double latencyMs = Duration.between(clockInstant.utc(), arrivedAt).toNanos() / 1e6;
        if (code.zone().isEmpty() && Math.abs(latencyMs) > SHOWS_UTC_MS) {
            // A local time, or a recording: the value would mean nothing.
            advisor.zoneUnknown(code.wall().toLocalDate(), latencyMs, arrivalNanos);
            return;
        }
        double transitMs = path.frame(reading.rtpTimestamp(), arrivalNanos);
        boolean plausible = latencyMs <= allowanceMs(transitMs);
        Optional<OwnClock> own = plausible ? ownClock(code, clockInstant, latencyMs) : Optional.empty();
        ClockSource source = own.map(OwnClock::source).orElse(ClockSource.GOPRO);
        // A stamp is drawn into the frame itself, without a phone's display lag and a camera's exposure.
        boolean filmed = source != ClockSource.STAMP;
        // A stamp is drawn into one frame. It is older than that frame only if its first frames were not read.
        double unseenMs = filmed ? sinceOtherMs : Math.max(0, sinceOtherMs - exposure.frameMs());
        double refreshMs = clock.refresh().maxMs(source, exposure.frameMs());
        double usualMs = clock.refresh().usualMs(source, exposure.frameMs());
        Combination.Likely likely = new Combination.Likely(
                Math.min(unseenMs, usualMs), filmed ? Math.min(exposure.likelyMs(), 2 * usualMs) : 0);
        Uncertainty uncertainty = new Uncertainty(
                Math.min(filmed ? unseenMs : unseenMs + Combination.TIMESTAMP_ERROR_MS, refreshMs),
                filmed ? Math.min(exposure.maxMs(), refreshMs / Uncertainty.LEAST_SHARE) : 0,
                filmed ? ms(settings.displayLag()) : 0,
                own.map(OwnClock::errorMs).orElse(null),
                serverClock.databaseOffsetMs(),
                serverClock.errorMs());
        Interval bounds = new Interval(uncertainty.lowerMs(latencyMs), uncertainty.upperMs(latencyMs));
        double aheadMs =
                provenAheadMs(arrivalNanos, latencyMs, uncertainty, bounds.shifted(-transitMs), own.isPresent());
        boolean fault = reading.predicted()
                ? clock.judge().atFault()
                : clock.judge()
                        .add(arrivalNanos, uncertainty.sinceDrawn(latencyMs).shifted(-transitMs), aheadMs);
        SampleValidity validity =
                fault ? SampleValidity.CLOCK_FAULT : plausible ? SampleValidity.VALID : SampleValidity.IMPLAUSIBLE;
        switch (validity) {
            case CLOCK_FAULT -> {
                if (!advisor.wrongDate(code.wall().toLocalDate(), latencyMs, arrivalNanos)) {
                    advisor.faulty(clock.judge().aheadMs(), arrivalNanos);
                }
            }
            case IMPLAUSIBLE -> {
                boolean synchronised = code.id().flatMap(this::alive).isPresent();
                if (!advisor.wrongDate(code.wall().toLocalDate(), latencyMs, arrivalNanos)) {
                    advisor.implausible(latencyMs, synchronised, arrivalNanos);
                }
            }
            case VALID -> {}
        }
        if (own.isPresent() && validity == SampleValidity.VALID) {
            refer(new Reference(clock, arrivalNanos, bounds.shifted(-transitMs)));
        }
        if (validity == SampleValidity.VALID && sinceOtherMs <= NEXT_FRAME * exposure.frameMs()) {
            output.frameMeasured(new MeasuredFrame(
                    tap.publicationId(),
                    code.id().orElse(null),
                    clockInstant.utc(),
                    reading.rtpTimestamp(),
                    arrivedAt,
                    serverClock.at(reading.lastArrivalNanos())));
        }
        Estimate estimate = clock.combination().add(arrivalNanos, transitMs, latencyMs, uncertainty, likely);
        windows.add(
                arrivedAt,
                new SecondWindows.Kind(source, code.id().orElse(null), clock.number(), validity),
                estimate.latencyMs());
        if (clock.mayStore(arrivedAt)) {
            store(
                    reading,
                    uncertainty,
                    Measured.sample(
                            tap,
                            arrivedAt,
                            clockInstant,
                            code,
                            latencyMs,
                            bounds,
                            estimate,
                            source,
                            clock.number(),
                            validity));
        }
    }

    /** A delayed copy of a synchronised clock is no reference beside the clock itself. */
    private void refer(Reference newest) {
        boolean isCopy = reference != null
                && reference.clock() != newest.clock()
                && newest.arrivalNanos() - reference.arrivalNanos() <= REFERENCE_NANOS
                && newest.latency().low() > reference.latency().high();
        if (!isCopy) {
            reference = newest;
        }
    }

    private void measured(PairMeter.Loop loop) {
        ClockReading reading = loop.delayed().reading();
        ClockCode.Valid code = reading.code();
        int number = loop.delayed().clock().number();
        Instant arrivedAt = serverClock.at(reading.firstArrivalNanos());
        ClockInstant shown = ZoneInference.resolve(code, arrivedAt);
        windows.add(
                arrivedAt,
                new SecondWindows.Kind(ClockSource.PAIR, code.id().orElse(null), number, SampleValidity.VALID),
                loop.estimate().latencyMs());
        if (loop.state().mayStore(arrivedAt)) {
            store(
                    reading,
                    loop.uncertainty(),
                    Measured.sample(
                            tap,
                            arrivedAt,
                            shown,
                            code,
                            loop.differenceMs(),
                            loop.bounds(),
                            loop.estimate(),
                            ClockSource.PAIR,
                            number,
                            SampleValidity.VALID));
        }
    }

    private void store(ClockReading reading, Uncertainty uncertainty, LatencySample sample) {
        output.sampled(new StoredSample(
                sample,
                tap,
                serverClock.at(reading.lastArrivalNanos()),
                uncertainty,
                serverClock.steppedNear(reading.firstArrivalNanos()),
                reading.place(),
                reading.scanStage(),
                reading.decodeMicros(),
                reading.scanMicros(),
                (System.nanoTime() - reading.firstArrivalNanos()) / 1e6));
    }

    /** One of the product's own clocks, if the id is leased and the value is possible for it. */
    private Optional<OwnClock> ownClock(ClockCode.Valid code, ClockInstant shown, double latencyMs) {
        if (shown.inferred()) {
            return Optional.empty();
        }
        return code.id()
                .flatMap(this::alive)
                .filter(own -> latencyMs >= -own.errorMs() - ms(settings.faultTolerance()));
    }

    private Optional<OwnClock> alive(String id) {
        return ownClocks.find(id, tap.meetingId());
    }

    /** The highest plausible latency of a frame, given camera, encoder, network and buffers. */
    private double allowanceMs(double transitMs) {
        return ms(settings.captureAllowance()) + ms(settings.networkAllowance()) + path.excessMs(transitMs);
    }

    /**
     * The least number of ms by which a value proves its clock to be ahead, negative for behind; 0 if it proves nothing.
     *
     * @param relative bounds of the latency, less the frame's transit time
     */
    private double provenAheadMs(
            long arrivalNanos, double latencyMs, Uncertainty uncertainty, Interval relative, boolean synchronised) {
        double toleranceMs = ms(settings.faultTolerance());
        if (latencyMs < -toleranceMs && uncertainty.upperMs(latencyMs) < 0) {
            return -latencyMs;
        }
        if (synchronised || reference == null || arrivalNanos - reference.arrivalNanos() > REFERENCE_NANOS) {
            return 0;
        }
        if (relative.gap(reference.latency()) <= toleranceMs) {
            return 0;
        }
        double ahead = relative.below(reference.latency());
        return ahead > 0 ? ahead : -reference.latency().below(relative);
    }

    private static double ms(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
