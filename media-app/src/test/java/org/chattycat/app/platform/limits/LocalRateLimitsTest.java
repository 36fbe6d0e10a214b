package org.chattycat.app.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalRateLimitsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final LocalRateLimits limits = new LocalRateLimits(new RateLimit(100, Duration.ofSeconds(10)), nanos::get);

    @Test
    void bucketsRefillOverTime() {
        limits.take("ada", 60);
        limits.take("ada", 40);
        RateLimitedException refused = catchThrowableOfType(RateLimitedException.class, () -> limits.take("ada", 50));
        assertThat(refused.retryAfterSeconds()).isEqualTo(5);
        limits.take("ben", 100);

        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        limits.take("ada", 50);
        assertThatThrownBy(() -> limits.take("ada", 1)).isInstanceOf(RateLimitedException.class);
    }

    @Test
    void removesOnlyFullBuckets() {
        limits.take("spent", 100);
        for (int i = 0; i < 5000; i++) {
            limits.take("account " + i, 1);
            nanos.addAndGet(Duration.ofMillis(1).toNanos());
        }
        assertThatThrownBy(() -> limits.take("spent", 60)).isInstanceOf(RateLimitedException.class);
        assertThat(limits.buckets()).isLessThan(1500);
    }
}
