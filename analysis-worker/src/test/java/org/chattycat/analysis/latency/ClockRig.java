package org.chattycat.analysis.latency;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.latency.OwnClocks.OwnClock;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.pipeline.RecordingSink;
import org.chattycat.analysis.store.Samples;

/** A camera with 30 frames a second that films clocks, and a meter that gets its frames. */
final class ClockRig {
    static final String PHONE = "oTD0oTZ0";
    static final String STAMP = "oTD0oTZ0oTI00042";

    private static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final CodePlace PLACE = new CodePlace(640, 480, 10, 20, 160, 160);
    private static final int FRAME_MS = 33;

    private final TapLease tap = Samples.lease(3);
    final RecordingSink sink = new RecordingSink();
    private final ServerClock clock = new ServerClock(Clock.systemUTC());
    final LatencyMeter meter = new LatencyMeter(
            tap,
            WorkerProperties.defaults().measure(),
            clock,
            (id, meeting) -> id.equals("00042")
                    ? Optional.of(new OwnClock(ClockSource.STAMP, tap.participantId(), 2))
                    : Optional.empty(),
            sink);
    private final long startNanos = System.nanoTime();
    private long mediaMs;

    /** From capture to arrival. */
    double transitMs = 50;
    /** What passes before capture: a delayed source. */
    double sourceDelayMs;
    /** How much the phone's clock is ahead, and by how much per second it gains. */
    double phoneAheadMs;

    double phoneGainPerSecondMs;
    boolean withStamp;
    boolean withPhone = true;

    /** Lets so many ms pass. */
    void run(int ms) {
        for (long until = mediaMs + ms; mediaMs < until; mediaMs += FRAME_MS) {
            phoneAheadMs += phoneGainPerSecondMs * FRAME_MS / 1_000;
            long arrivalNanos = startNanos + (long) ((mediaMs + transitMs) * 1e6);
            int rtp = (int) (mediaMs * 90);
            meter.frameArrived(rtp, arrivalNanos);
            double shownAgoMs = transitMs + sourceDelayMs;
            // The first clock of a frame is the one that is stored where only one can be.
            if (withPhone) {
                see(PHONE, shownAgoMs - phoneAheadMs, rtp, arrivalNanos);
            }
            if (withStamp) {
                see(STAMP, shownAgoMs, rtp, arrivalNanos);
            }
            meter.tick(arrivalNanos - 500_000_000L);
        }
    }

    List<LatencySample> phoneSamples() {
        return sink.samples.stream().filter(sample -> sample.clockId() == null).toList();
    }

    /** The phone's samples from now on. */
    List<LatencySample> next(int ms) {
        int before = phoneSamples().size();
        run(ms);
        return phoneSamples().subList(before, phoneSamples().size());
    }

    private void see(String suffix, double latencyMs, int rtp, long arrivalNanos) {
        Instant shown =
                clock.at(arrivalNanos).minusNanos((long) (latencyMs * 1e6)).truncatedTo(ChronoUnit.MILLIS);
        meter.clockRead(new ClockReading(
                (ClockCode.Valid) ClockCode.parse(WALL.format(shown) + suffix),
                rtp,
                arrivalNanos,
                arrivalNanos + 4_000_000,
                PLACE,
                "HALF",
                700,
                1_900));
    }
}
