package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.pipeline.RecordingSink;
import org.chattycat.analysis.store.Samples;
import org.junit.jupiter.api.Test;

/** A clock that appears before the own clocks have been looked up again. */
class NewClockTest {
    private static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final CodePlace PLACE = new CodePlace(640, 480, 10, 20, 160, 160);
    private static final String ID = "oTI00042";

    private final TapLease tap = Samples.lease(1);
    private final RecordingSink sink = new RecordingSink();
    private final ServerClock clock = new ServerClock(Clock.systemUTC());
    private final long startNanos = System.nanoTime();
    private final Looks looks = new Looks();
    private final LatencyMeter meter =
            new LatencyMeter(tap, WorkerProperties.defaults().measure(), clock, looks, sink);

    /** The own clocks as they were at the last look. */
    private final class Looks implements OwnClocks {
        private boolean looked;
        private boolean found;

        @Override
        public Optional<OwnClock> find(String clockId, UUID meetingId) {
            return found ? Optional.of(new OwnClock(ClockSource.STAMP, tap.participantId(), 2)) : Optional.empty();
        }

        @Override
        public boolean lookedSince(long nanos) {
            return looked;
        }
    }

    /** Shows a text of this age every 100 ms. */
    private void show(int fromMs, int toMs, String id) {
        for (int ms = fromMs; ms < toMs; ms += 100) {
            long arrivalNanos = startNanos + ms * 1_000_000L;
            Instant shown = clock.at(arrivalNanos).minusMillis(20);
            meter.frameArrived(ms * 90, arrivalNanos);
            meter.clockRead(new ClockReading(
                    (ClockCode.Valid) ClockCode.parse(WALL.format(shown) + "oTD0oTZ0" + id),
                    ms * 90,
                    arrivalNanos,
                    arrivalNanos,
                    PLACE,
                    "HALF",
                    700,
                    900));
        }
    }

    @Test
    void anOwnClockIsNeverTakenForAGoProCode() {
        show(0, 1_000, ID);
        assertThat(sink.samples).isEmpty();
        looks.found = true;
        show(1_000, 2_000, ID);
        assertThat(sink.samples).isNotEmpty().extracting(LatencySample::source).containsOnly(ClockSource.STAMP);
    }

    @Test
    void aGoProCodeCountsOnceItsIdIsKnownToBeNoneOfOurs() {
        show(0, 1_000, ID);
        looks.looked = true;
        show(1_000, 2_000, ID);
        assertThat(sink.samples).isNotEmpty().extracting(LatencySample::source).containsOnly(ClockSource.GOPRO);
    }

    @Test
    void aCodeWithoutAnIdCountsAtOnce() {
        show(0, 1_000, "");
        assertThat(sink.samples).isNotEmpty();
    }

    @Test
    void withoutAnyLookAnUnknownIdCountsAfterAWhile() {
        show(0, 5_000, ID);
        assertThat(sink.samples).isEmpty();
        show(5_000, 6_000, ID);
        assertThat(sink.samples).isNotEmpty();
    }
}
