package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.latency.OwnClocks.OwnClock;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.pipeline.RecordingSink;
import org.chattycat.analysis.store.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clocks that stand in one picture for six seconds, at 30 frames a second. */
class SeveralClocksTest {
    private static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("'oT'yyMMddHHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final int FRAME_MS = 33;
    private static final int REFRESH_MS = 100;
    private static final int TRANSIT_MS = 50;

    /** A code at a place that shows the time of a while ago. */
    private record Shown(String suffix, int x, int agoMs) {}

    private static final UUID SOMEBODY_ELSE = UUID.randomUUID();

    private final TapLease tap = Samples.lease(1);
    private final RecordingSink sink = new RecordingSink();
    private final ServerClock clock = new ServerClock(Clock.systemUTC());
    private final LatencyMeter meter = new LatencyMeter(
            tap,
            WorkerProperties.defaults().measure(),
            clock,
            (id, meeting) -> switch (id.charAt(0)) {
                case '0' -> Optional.of(new OwnClock(ClockSource.OWN, tap.participantId(), 2));
                case '8' -> Optional.of(new OwnClock(ClockSource.OWN, SOMEBODY_ELSE, 2));
                case '9' -> Optional.of(new OwnClock(ClockSource.STAMP, SOMEBODY_ELSE, 2));
                default -> Optional.empty();
            },
            sink);
    private final long startNanos = System.nanoTime();
    private int mediaMs;

    @ParameterizedTest
    @CsvSource({"oTD0oTZ0,", "oTD0oTZ0oTI7, 7", "oTD0oTZ0oTI00001, 00001"})
    @DisplayName("Two codes with the same id or none, 260 ms apart, are two clocks with a measurement for each text")
    void withTheSameIdOrNone(String suffix, String id) {
        play(6_000, new Shown(suffix, 50, 0), new Shown(suffix, 350, 260));
        assertThat(of(id, 1).size()).isBetween(50, 60);
        assertThat(of(id, 2).size()).isBetween(50, 60);
        assertThat(of(id, 1))
                .allSatisfy(sample -> assertThat(sample.latencyMs()).isBetween(48.0, 185.0));
        assertThat(of(id, 2))
                .allSatisfy(sample -> assertThat(sample.latencyMs()).isBetween(308.0, 445.0));
        meter.tick(startNanos + 10_000_000_000L);
        assertThat(sink.windows)
                .filteredOn(window -> window.source() != ClockSource.PAIR)
                .allSatisfy(window -> {
                    assertThat(window.clockId()).isEqualTo(id);
                    assertThat(window.maxMs() - window.minMs()).isLessThan(60);
                });
        assertThat(sink.windows).extracting(LatencyWindow::clockNumber).contains(1, 2);
    }

    @Test
    @DisplayName("Two ids have equal shares of what is stored, and windows of their own")
    void withIds() {
        play(6_000, new Shown("oTD0oTZ0oTI00001", 50, 0), new Shown("oTD0oTZ0oTI00002", 350, 300));
        int first = of("00001", 1).size();
        assertThat(first).isGreaterThan(50);
        assertThat(of("00002", 1).size()).isBetween(first - 2, first + 2);
        meter.tick(startNanos + 10_000_000_000L);
        assertThat(sink.windows).allSatisfy(window -> assertThat(window.maxMs() - window.minMs())
                .isLessThan(60));
        assertThat(sink.windows).extracting(LatencyWindow::clockId).contains("00001", "00002");
    }

    @Test
    @DisplayName("The clock of another participant does not count, whatever it shows, and its loop does")
    void clocksOfOthersDoNotCount() {
        Shown forged = new Shown("oTD0oTZ0oTI90001", 350, -400);
        play(3_000, new Shown("oTD0oTZ0oTI00001", 50, 0), forged);
        assertThat(of("00001", 1).size()).isGreaterThan(25);
        assertThat(of("00001", 1)).allMatch(sample -> sample.validity() == SampleValidity.VALID);
        assertThat(of("90001", 1)).isEmpty();
        assertThat(sink.advice).isEmpty();
        assertThat(sink.frames).isNotEmpty().allMatch(frame -> frame.clockId().equals("00001"));

        play(3_000, new Shown("oTD0oTZ0oTI90002", 50, 0), new Shown("oTD0oTZ0oTI90002", 350, 300));
        assertThat(sink.samples.stream().filter(sample -> "90002".equals(sample.clockId())))
                .isNotEmpty()
                .allMatch(sample -> sample.source() == ClockSource.PAIR);
    }

    @Test
    void whoFilmsThePhoneOfAnotherIsToldSo() {
        play(2_000, new Shown("oTD0oTZ0oTI80001", 50, 0));
        assertThat(sink.samples).isEmpty();
        assertThat(sink.advice).isNotEmpty().allSatisfy(advice -> {
            assertThat(advice.code()).isEqualTo("OTHERS_CLOCK");
            assertThat(advice.action()).isEqualTo("Open a clock of your own under Measure.");
        });
    }

    @Test
    @DisplayName("A clock that moves across the picture stays the same clock")
    void aMovingClock() {
        for (int x = 0; x < 480; x += 4) {
            play(FRAME_MS, new Shown("oTD0oTZ0", x, 0));
        }
        // A jump to the other side.
        for (int i = 0; i < 60; i++) {
            play(FRAME_MS, new Shown("oTD0oTZ0", 10, 0));
        }
        assertThat(sink.samples)
                .allSatisfy(sample -> assertThat(sample.clockNumber()).isOne());
        assertThat(sink.samples.size()).isBetween(50, 61);
    }

    @Test
    @DisplayName("A wrong clock does not make another one with the same id wrong")
    void faultsAreOfOneClock() {
        play(6_000, new Shown("oTD0oTZ0", 50, 0), new Shown("oTD0oTZ0", 350, -2_000));
        assertThat(of(null, 1)).extracting(LatencySample::validity).containsOnly(SampleValidity.VALID);
        assertThat(of(null, 2)).extracting(LatencySample::validity).containsOnly(SampleValidity.CLOCK_FAULT);
    }

    @Test
    @DisplayName("A clock and its delayed copy give the latency of the loop, whether the clock is right or not")
    void aLoop() {
        for (int loopMs : new int[] {80, 260, 431, 2_500}) {
            sink.samples.clear();
            play(4_500, new Shown("oTD0oTZ0oTI7", 50, 60_000), new Shown("oTD0oTZ0oTI7", 350, 60_000 + loopMs));
            List<LatencySample> loops = sink.samples.stream()
                    .filter(sample -> sample.source() == ClockSource.PAIR)
                    .toList();
            assertThat(loops.size()).isGreaterThan(25);
            assertThat(loops.subList(15, loops.size())).allSatisfy(loop -> {
                assertThat(loop.estimateMs()).isBetween(loopMs - 22.0, loopMs + 22.0);
                assertThat((double) loopMs).isBetween(loop.estimateLowerMs(), loop.estimateUpperMs());
                assertThat(loop.plusMinusMs()).isLessThan(45);
                assertThat(loop.validity()).isEqualTo(SampleValidity.VALID);
                assertThat(loop.clockId()).isEqualTo("7");
            });
            mediaMs += 6_000;
        }
    }

    @Test
    @DisplayName("Clocks with different ids are no pair, and neither are codes that differ by minutes")
    void noLoop() {
        play(3_000, new Shown("oTD0oTZ0oTI7", 50, 0), new Shown("oTD0oTZ0oTI8", 350, 300));
        play(3_000, new Shown("oTD0oTZ0", 50, 0), new Shown("oTD0oTZ0", 350, 100_000));
        assertThat(sink.samples).extracting(LatencySample::source).doesNotContain(ClockSource.PAIR);
    }

    @Test
    @DisplayName("A delayed copy of a synchronised clock does not prove a right phone wrong")
    void aCopyIsNoReference() {
        play(
                6_000,
                new Shown("oTD0oTZ0oTI00001", 250, 400),
                new Shown("oTD0oTZ0oTI00001", 50, 0),
                new Shown("oTD0oTZ0", 450, 0));
        assertThat(of(null, 1)).extracting(LatencySample::validity).containsOnly(SampleValidity.VALID);
    }

    private List<LatencySample> of(String id, int number) {
        return sink.samples.stream()
                .filter(sample -> sample.source() != ClockSource.PAIR)
                .filter(sample -> Objects.equals(sample.clockId(), id) && sample.clockNumber() == number)
                .toList();
    }

    private void play(int forMs, Shown... codes) {
        for (int until = mediaMs + forMs; mediaMs < until; mediaMs += FRAME_MS) {
            long arrivalNanos = startNanos + (mediaMs + TRANSIT_MS) * 1_000_000L;
            meter.frameArrived(mediaMs * 90, arrivalNanos);
            for (Shown code : codes) {
                int shownMs = Math.floorDiv(mediaMs - code.agoMs(), REFRESH_MS) * REFRESH_MS;
                Instant shown = clock.at(startNanos + shownMs * 1_000_000L)
                        .plusNanos(500_000)
                        .truncatedTo(ChronoUnit.MILLIS);
                meter.clockRead(new ClockReading(
                        (ClockCode.Valid) ClockCode.parse(WALL.format(shown) + code.suffix()),
                        mediaMs * 90,
                        arrivalNanos,
                        arrivalNanos,
                        new CodePlace(640, 480, code.x(), 100, 160, 160),
                        "TRACKED",
                        700,
                        900));
            }
        }
    }
}
