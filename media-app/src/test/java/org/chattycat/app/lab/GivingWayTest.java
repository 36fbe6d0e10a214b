package org.chattycat.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GivingWayTest {
    private static final double LATE_MS = 10;

    private final GivingWay givingWay = new GivingWay(0);

    private boolean mustPause(double waitMs, double seconds) {
        return givingWay.mustPause(waitMs, (long) (seconds * 1e9));
    }

    @Test
    void runsWhileTheFramesOfCallsAreOnTime() {
        for (int second = 0; second < 100; second++) {
            assertThat(mustPause(1, second)).isFalse();
        }
    }

    @Test
    void pausesUntilTheyAreOnTimeAgain() {
        assertThat(mustPause(LATE_MS, 2)).isTrue();
        assertThat(mustPause(3, 3)).as("better, but not yet on time").isTrue();
        assertThat(mustPause(1, 4)).isFalse();
        assertThat(mustPause(3, 6)).as("not late yet").isFalse();
    }

    @Test
    void goesOnNowAndThenOnAMachineThatCallsAloneKeepBusy() {
        int ran = 0;
        for (int tenth = 0; tenth < 600; tenth++) {
            ran += mustPause(LATE_MS, tenth / 10.0) ? 0 : 1;
        }
        assertThat(ran).isBetween(90, 120);
    }

    @Test
    void theDelayIsThatOfTheFramesSinceTheLastLook() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        TapDelay delay = new TapDelay(meters);
        assertThat(delay.meanMs()).as("no worker here").isZero();
        Timer timer =
                Timer.builder("chattycat.worker.stage").tag("stage", "wait").register(meters);
        timer.record(Duration.ofMillis(100));
        assertThat(delay.meanMs()).isEqualTo(100);
        timer.record(Duration.ofMillis(2));
        timer.record(Duration.ofMillis(4));
        assertThat(delay.meanMs()).isEqualTo(3);
        assertThat(delay.meanMs()).as("no frame").isZero();
    }
}
