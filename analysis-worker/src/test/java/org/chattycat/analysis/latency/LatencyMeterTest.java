package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.clock.Refusal;
import org.chattycat.analysis.latency.OwnClocks.OwnClock;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.analysis.pipeline.RecordingSink;
import org.chattycat.analysis.store.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyMeterTest {
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS");
    private static final CodePlace PLACE = new CodePlace(640, 480, 10, 20, 160, 160);

    private final RecordingSink sink = new RecordingSink();
    private final ServerClock clock = new ServerClock(Clock.systemUTC());
    private final TapLease lease = Samples.lease(3);
    private final LatencyMeter meter = new LatencyMeter(
            lease,
            WorkerProperties.defaults().measure(),
            clock,
            (id, meeting) -> id.equals("00042")
                    ? Optional.of(new OwnClock(ClockSource.OWN, lease.participantId(), 2.5))
                    : Optional.empty(),
            sink);
    private final long startNanos = System.nanoTime();

    private String stage = "HALF";

    @Test
    void measuresFirstSightingsByTheirFirstPacket() {
        show(0, 200, "oTD0oTZ0", 0);
        show(100, 200, "oTD0oTZ0", 0);
        show(133, 233, "oTD0oTZ0", 0);
        assertThat(sink.stored).singleElement().satisfies(stored -> {
            LatencySample sample = stored.sample();
            assertThat(sample.latencyMs()).isBetween(199.0, 201.0);
            assertThat(sample.source()).isEqualTo(ClockSource.GOPRO);
            assertThat(sample.zone()).isEqualTo(SampleZone.ZONED);
            assertThat(sample.id().version()).isEqualTo(7);
            assertThat(sample.publicationId()).isEqualTo(lease.publicationId());
            assertThat(sample.meetingId()).isEqualTo(lease.meetingId());
            assertThat(sample.participantId()).isEqualTo(lease.participantId());
            assertThat(sample.lowerMs()).isEqualTo(stored.uncertainty().lowerMs(sample.latencyMs()));
            assertThat(sample.upperMs()).isEqualTo(stored.uncertainty().upperMs(sample.latencyMs()));
            assertThat(stored.uncertainty().codeAgeMs()).isEqualTo(38);
            assertThat(stored.uncertainty().clockErrorMs()).isNull();
            assertThat(Duration.between(sample.arrivedAt(), stored.lastPacketAt()))
                    .isEqualTo(Duration.ofMillis(4));
            assertThat(stored.place()).isEqualTo(PLACE);
            assertThat(stored.tap()).isEqualTo(lease);
        });
    }

    @Test
    @DisplayName("A code without a zone counts as UTC")
    void aCodeWithoutAZone() {
        show(0, 200, "", 0);
        show(100, 200, "", 0);
        assertThat(sink.samples).singleElement().satisfies(sample -> {
            assertThat(sample.latencyMs()).isBetween(199.0, 201.0);
            assertThat(sample.zone()).isEqualTo(SampleZone.INFERRED);
        });
    }

    /** In a loop, so that each text comes again and again. */
    @ParameterizedTest(name = "{0} min and {1} ms old, {2}")
    @DisplayName("A looped film of a clock is not taken for the present")
    @CsvSource({
        "15, 80, '', ZONE_UNKNOWN",
        "30, 80, '', ZONE_UNKNOWN",
        "60, 80, '', ZONE_UNKNOWN",
        "60, 80, oTI5, ZONE_UNKNOWN",
        "60, 20000, '', ZONE_UNKNOWN",
        "330, 80, '', ZONE_UNKNOWN",
        "720, 80, '', ZONE_UNKNOWN",
        "1440, 80, '', WRONG_DATE",
        "10080, 80, '', WRONG_DATE",
        "15, 80, oTD0oTZ0, IMPLAUSIBLE",
        "60, 80, oTD0oTZ0, IMPLAUSIBLE",
        "60, 80, oTD0oTZ0oTI00042, IMPLAUSIBLE",
        "60, 20000, oTD0oTZ0, IMPLAUSIBLE",
        "60, 80, oTD1oTZ1, IMPLAUSIBLE",
        "1440, 80, oTD0oTZ0, WRONG_DATE",
    })
    void aLoopedFilm(int minutes, long ms, String zone, String advice) {
        int loopMs = 4_000;
        for (int atMs = 0; atMs < 3 * loopMs; atMs += 100) {
            int ahead = zone.startsWith("oTD1oTZ1") ? 120 : 0;
            show(atMs, minutes * 60_000L + ms + atMs - atMs % loopMs, zone, ahead);
        }
        assertThat(sink.samples).noneMatch(sample -> sample.validity() == SampleValidity.VALID);
        assertThat(sink.samples).noneMatch(sample -> Math.abs(sample.latencyMs()) < 60_000);
        assertThat(sink.advice).extracting(Advice::code).containsOnly(advice);
    }

    @Test
    @DisplayName("A local time without a zone is not measured, and the advice names the page that has one")
    void aLocalTimeWithoutAZone() {
        show(0, 200, "", 330);
        show(100, 200, "", 330);
        assertThat(sink.samples).isEmpty();
        assertThat(sink.advice).singleElement().satisfies(advice -> {
            assertThat(advice.code()).isEqualTo("ZONE_UNKNOWN");
            assertThat(advice.text()).contains("it is a local time");
            assertThat(advice.action()).contains("(Local)");
        });
    }

    @Test
    @DisplayName(
            "A phone with an outdated zone that is ahead is understood; a code of an hour ago may be a film and is not")
    void anOutdatedZone() {
        show(0, 200, "oTD0oTZ0", 60);
        show(100, 200, "oTD0oTZ0", 60);
        assertThat(sink.samples).singleElement().satisfies(sample -> {
            assertThat(sample.latencyMs()).isBetween(199.0, 201.0);
            assertThat(sample.zone()).isEqualTo(SampleZone.INFERRED);
            assertThat(sample.validity()).isEqualTo(SampleValidity.VALID);
        });
        sink.samples.clear();
        show(4_000, 80, "oTD0oTZ0oTI7", -60);
        show(4_100, 80, "oTD0oTZ0oTI7", -60);
        assertThat(sink.samples).singleElement().satisfies(sample -> {
            assertThat(sample.latencyMs()).isBetween(3_600_079.0, 3_600_081.0);
            assertThat(sample.zone()).isEqualTo(SampleZone.ZONED);
            assertThat(sample.validity()).isEqualTo(SampleValidity.IMPLAUSIBLE);
        });
        assertThat(sink.advice).last().satisfies(advice -> assertThat(advice.text())
                .startsWith("The code shows a time 60 min ago")
                .contains("a recording"));
    }

    @Test
    @DisplayName("A wrong date is reported as such, with and without a zone")
    void aWrongDate() {
        for (String suffix : new String[] {"oTD0oTZ0", "oTI5"}) {
            sink.advice.clear();
            show(suffix.length() * 1_000, 400 * 86_400_000L, suffix, 0);
            show(suffix.length() * 1_000 + 100, 400 * 86_400_000L, suffix, 0);
            meter.tick(startNanos + 60_000_000_000L);
            assertThat(sink.advice).first().satisfies(advice -> {
                assertThat(advice.code()).isEqualTo("WRONG_DATE");
                assertThat(advice.text()).matches("The code shows \\d+ [A-Z][a-z]+ 20\\d\\d: the date of its clock .*");
            });
        }
        assertThat(sink.samples).singleElement().satisfies(sample -> assertThat(sample.validity())
                .isEqualTo(SampleValidity.IMPLAUSIBLE));
    }

    @Test
    @DisplayName("A true latency above the plausible limit is not called the fault of a synchronised clock")
    void aTrueButImplausibleLatency() {
        show(0, 8_000, "oTD0oTZ0oTI00042", 0);
        show(100, 8_000, "oTD0oTZ0oTI00042", 0);
        assertThat(sink.samples).singleElement().satisfies(sample -> assertThat(sample.validity())
                .isEqualTo(SampleValidity.IMPLAUSIBLE));
        assertThat(sink.advice).singleElement().satisfies(advice -> {
            assertThat(advice.text()).isEqualTo("The picture is delayed by 8 s, or it is a recording.");
            assertThat(advice.action()).isEmpty();
        });
    }

    @Test
    void ourOwnClockIsKnownByItsIdAndItsErrorCounts() {
        show(0, 200, "oTD0oTZ0oTI00042", 0);
        show(100, 200, "oTD0oTZ0oTI00042", 0);
        // Later, so that both fit into what is stored of a second wherever in it the test runs.
        show(250, 200, "oTD0oTZ0oTI42", 0);
        show(350, 200, "oTD0oTZ0oTI42", 0);
        assertThat(sink.samples).extracting(LatencySample::source).containsExactly(ClockSource.OWN, ClockSource.GOPRO);
        assertThat(sink.stored.get(0).uncertainty().clockErrorMs()).isEqualTo(2.5);
        assertThat(sink.samples.get(0).clockId()).isEqualTo("00042");
    }

    @Test
    void aClockAheadIsAFaultThatIsStoredRawAndSaid() {
        show(0, -180_000, "oTD0oTZ0", 0);
        show(100, -180_000, "oTD0oTZ0", 0);
        meter.tick(startNanos + 3_000_000_000L);
        assertThat(sink.samples).singleElement().satisfies(sample -> {
            assertThat(sample.latencyMs()).isBetween(-180_001.0, -179_999.0);
            assertThat(sample.validity()).isEqualTo(SampleValidity.CLOCK_FAULT);
        });
        assertThat(sink.windows).singleElement().satisfies(window -> assertThat(window.validity())
                .isEqualTo(SampleValidity.CLOCK_FAULT));
        assertThat(sink.advice).first().satisfies(advice -> {
            assertThat(advice.code()).isEqualTo("CLOCK_FAULT");
            assertThat(advice.text()).startsWith("The phone's clock is at least 3 min ahead");
            assertThat(advice.publicationId()).isEqualTo(lease.publicationId());
        });
    }

    /** A text that was only expected proves nothing about the clock. */
    @Test
    void aPredictedTextIsNoFault() {
        stage = "PREDICTED";
        show(0, -180_000, "oTD0oTZ0", 0);
        show(100, -180_000, "oTD0oTZ0", 0);
        assertThat(sink.samples).isNotEmpty().noneMatch(sample -> sample.validity() == SampleValidity.CLOCK_FAULT);
        assertThat(sink.advice).extracting(Advice::code).doesNotContain("CLOCK_FAULT");
    }

    @Test
    void refusalsAreSaidOnceInAWhile() {
        meter.refused(Refusal.FAST_PAGE);
        meter.refused(Refusal.FAST_PAGE);
        meter.refused(Refusal.NOT_A_CLOCK);
        assertThat(sink.advice).extracting(Advice::code).containsExactly("FAST_PAGE", "NOT_A_CLOCK");
        assertThat(sink.advice).allSatisfy(advice -> assertThat(advice.action()).contains("(Local)"));
    }

    @Test
    void windowsCountWhatIsNotStored() {
        for (int i = 0; i < 31; i++) {
            show(i * 33, 200, "oTD0oTZ0", 0);
        }
        meter.tick(startNanos + 5_000_000_000L);
        assertThat(sink.windows.stream().mapToInt(LatencyWindow::measurements).sum())
                .isEqualTo(30);
        assertThat(sink.samples.size()).isBetween(9, 20);
    }

    /** A frame that arrives {@code atMs} after the start with a clock that is {@code latencyMs} behind. */
    private void show(int atMs, long latencyMs, String suffix, int zoneMinutes) {
        long arrivalNanos = startNanos + atMs * 1_000_000L;
        Instant shown = clock.at(arrivalNanos)
                .minusMillis(latencyMs)
                .plusSeconds(zoneMinutes * 60L)
                .truncatedTo(ChronoUnit.MILLIS);
        String text = WALL.withZone(ZoneOffset.UTC).format(shown) + suffix;
        meter.clockRead(new ClockReading(
                (ClockCode.Valid) ClockCode.parse(text),
                atMs * 90,
                arrivalNanos,
                arrivalNanos + 4_000_000,
                PLACE,
                stage,
                700,
                1_900));
    }
}
