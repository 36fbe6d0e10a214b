package org.chattycat.app.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.platform.database.Blocking;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChattyCatTest
class RateLimitsIT {
    private static final RateLimit THREE_A_MINUTE = new RateLimit(3, Duration.ofMinutes(1));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired
    private RateLimitRepository buckets;

    @Autowired
    private Blocking blocking;

    @Test
    void allowsABurstAndThenOneAtATime() {
        for (int i = 0; i < 3; i++) {
            at(NOON).take("steady", THREE_A_MINUTE);
        }
        RateLimitedException refused =
                catchThrowableOfType(RateLimitedException.class, () -> at(NOON).take("steady", THREE_A_MINUTE));
        assertThat(refused.retryAfterSeconds()).isEqualTo(20);
        assertThat(refused.sentence()).isEqualTo("Too many attempts. Try again in 20 s.");

        at(NOON.plusSeconds(20)).take("steady", THREE_A_MINUTE);
        assertThatThrownBy(() -> at(NOON.plusSeconds(21)).take("steady", THREE_A_MINUTE))
                .isInstanceOf(RateLimitedException.class);
    }

    @Test
    void whatIsGivenBackDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            at(NOON).take("given back", THREE_A_MINUTE);
            at(NOON).giveBack("given back", THREE_A_MINUTE);
        }
        for (int i = 0; i < 3; i++) {
            at(NOON).take("given back", THREE_A_MINUTE);
        }
        assertThatThrownBy(() -> at(NOON).take("given back", THREE_A_MINUTE)).isInstanceOf(RateLimitedException.class);
    }

    @Test
    void aRefusedUseTakesNothing() {
        for (int i = 0; i < 3; i++) {
            at(NOON).take("patient", THREE_A_MINUTE);
        }
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> at(NOON).take("patient", THREE_A_MINUTE)).isInstanceOf(RateLimitedException.class);
        }
        at(NOON.plusSeconds(20)).take("patient", THREE_A_MINUTE);
    }

    @Test
    void countsConcurrentUsesCorrectly() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Callable<Boolean>> uses = IntStream.range(0, 20)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        try {
                            at(NOON).take("crowd", THREE_A_MINUTE);
                            return true;
                        } catch (RateLimitedException e) {
                            return false;
                        }
                    })
                    .collect(Collectors.toList());
            long passed = threads.invokeAll(uses).stream()
                    .filter(use -> {
                        try {
                            return use.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .count();
            assertThat(passed).isEqualTo(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void deletesFullBuckets() {
        at(NOON).take("old", THREE_A_MINUTE);
        assertThat(at(NOON.plusSeconds(3600)).deleteExpired().block()).isPositive();
    }

    private RateLimits at(Instant now) {
        return new RateLimits(buckets, blocking, Clock.fixed(now, ZoneOffset.UTC), new SimpleMeterRegistry());
    }
}
