package org.chattycat.app.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopDelayTest {
    @Test
    void theOtherStepsOfAStopComeAfterTheDelay() {
        StopDelay delay = new StopDelay(new StopProperties(Duration.ofMillis(200)));
        delay.start();
        CompletableFuture<Long> stopped = new CompletableFuture<>();
        long start = System.nanoTime();
        delay.stop(() -> stopped.complete(System.nanoTime() - start));
        assertThat(delay.isRunning()).isFalse();
        assertThat(stopped.orTimeout(30, TimeUnit.SECONDS).join()).isGreaterThanOrEqualTo(200_000_000L);
        assertThat(delay.getPhase()).isGreaterThan(LifecyclePhases.CALLS);
    }
}
