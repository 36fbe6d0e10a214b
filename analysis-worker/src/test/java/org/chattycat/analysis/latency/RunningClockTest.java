package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RunningClockTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 23, 12, 0);

    private int restarts;
    private final RunningClock clock = new RunningClock(() -> restarts++);
    private long mediaMs = 1_000;

    @Test
    void theFirstTextSaysNothingTheNextIsAFirstSighting() {
        assertThat(see(0, 0)).isEmpty();
        assertThat(see(33, 33)).hasValue(33);
    }

    @Test
    void aTextSeenAgainIsNoFirstSightingButBoundsTheNext() {
        see(0, 0);
        see(100, 100);
        assertThat(see(33, 100)).isEmpty();
        assertThat(see(33, 100)).isEmpty();
        assertThat(see(34, 200)).hasValue(34);
    }

    @Test
    void aTextThatComesBackBetweenTwoIsNoFirstSighting() {
        see(0, 0);
        see(33, 33);
        see(33, 66);
        assertThat(see(1, 33)).isEmpty();
    }

    @Test
    void thePictureOfAClockDoesNotRun() {
        see(0, 0);
        assertThat(see(2_000, 100)).isEmpty();
        assertThat(see(100, 50_000)).isEmpty();
    }

    @Test
    void aClockThatGoesBackIsNoClock() {
        see(0, 0);
        assertThat(see(33, -100)).isEmpty();
    }

    @Test
    void afterAWhileOutOfSightItStartsAnew() {
        see(0, 0);
        see(100, 100);
        assertThat(see(4_000, 4_100)).isEmpty();
        assertThat(see(100, 4_200)).hasValue(100);
    }

    @Test
    void frameTimesMayWrap() {
        mediaMs = (1L << 32) / 90 - 10;
        see(0, 0);
        assertThat(see(33, 33).orElseThrow()).isBetween(32.9, 33.1);
    }

    private OptionalDouble see(int laterMs, int clockMs) {
        mediaMs += laterMs;
        LocalDateTime wall = NOON.plus(Duration.ofMillis(clockMs));
        return clock.clockRead(wall.toString(), wall, (int) (mediaMs * 90))
                .filter(RunningClock.Reading::first)
                .map(reading -> OptionalDouble.of(reading.maxAgeMs()))
                .orElseGet(OptionalDouble::empty);
    }
}
