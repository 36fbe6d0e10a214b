package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final Instant START = Instant.parse("2026-11-23T20:00:00Z");

    private long nanos = 5_000;
    private Duration wallOffset = Duration.ZERO;
    private final ServerClock clock = new ServerClock(new WallClock(), () -> nanos);

    private final class WallClock extends Clock {
        @Override
        public Instant instant() {
            return START.plusNanos(nanos - 5_000).plus(wallOffset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void mapsNanosToWallTime() {
        assertThat(clock.at(5_000)).isEqualTo(START);
        assertThat(clock.at(5_000 + 1_234_567_000L)).isEqualTo(START.plusNanos(1_234_567_000L));
    }

    @Test
    void followsASlowCorrectionAtItsOwnPace() {
        wallOffset = Duration.ofMillis(2);
        pass(1);
        assertThat(Duration.between(START, clock.at(5_000))).isBetween(Duration.ofNanos(100), Duration.ofMillis(1));
        pass(40);
        assertThat(Duration.between(START, clock.at(5_000)))
                .isBetween(Duration.ofNanos(1_900_000), Duration.ofNanos(2_100_000));
        assertThat(clock.steppedNear(nanos)).isFalse();
    }

    @Test
    void oneOddReadingIsNoStep() {
        wallOffset = Duration.ofMillis(800);
        pass(1);
        wallOffset = Duration.ZERO;
        pass(1);
        assertThat(clock.at(5_000)).isEqualTo(START);
        assertThat(clock.steppedNear(nanos)).isFalse();
    }

    @Test
    void aStepIsFollowedAtOnceAndMarksWhatComesAfter() {
        wallOffset = Duration.ofSeconds(-3);
        pass(1);
        assertThat(clock.steppedNear(nanos)).isTrue();
        pass(1);
        assertThat(clock.at(5_000)).isEqualTo(START.minusSeconds(3));
        assertThat(clock.steppedNear(nanos)).isTrue();
        pass(60);
        assertThat(clock.steppedNear(nanos)).isFalse();
    }

    private void pass(int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            nanos += 250_000_000L;
            clock.observe();
        }
    }
}
