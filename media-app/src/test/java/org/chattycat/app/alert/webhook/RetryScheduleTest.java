package org.chattycat.app.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Test
    void pausesDoubleUpToTheLongest() {
        RetrySchedule schedule = new RetrySchedule(8, FIRST, LONGEST, always(0.999_999_999));
        assertThat(schedule.pauseAfter(1)).contains(Duration.ofSeconds(30));
        assertThat(schedule.pauseAfter(2)).contains(Duration.ofSeconds(60));
        assertThat(schedule.pauseAfter(3)).contains(Duration.ofSeconds(120));
        assertThat(schedule.pauseAfter(4)).contains(Duration.ofSeconds(240));
        assertThat(schedule.pauseAfter(5)).contains(LONGEST);
        assertThat(schedule.pauseAfter(7)).contains(LONGEST);
    }

    @Test
    void theLastAttemptHasNoOther() {
        RetrySchedule schedule = new RetrySchedule(3, FIRST, LONGEST, new Random(1));
        assertThat(schedule.pauseAfter(2)).isPresent();
        assertThat(schedule.pauseAfter(3)).isEmpty();
        assertThat(schedule.pauseAfter(4)).isEmpty();
    }

    @Test
    void pausesAreBetweenHalfAndTheWhole() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RetrySchedule schedule = new RetrySchedule(9, FIRST, LONGEST, new Random(seed));
        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.pauseAfter(2).orElseThrow()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
        assertThat(new RetrySchedule(9, FIRST, LONGEST, always(0)).pauseAfter(1))
                .contains(Duration.ofSeconds(15));
    }

    private static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("not used");
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
