package org.chattycat.app.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TokenBucket bucket = new TokenBucket(3, 2, nanos::get);

    @Test
    void allowsABurstAndThenTheRate() {
        assertThat(take(4)).isEqualTo(3);
        nanos.addAndGet(500_000_000);
        assertThat(take(2)).isEqualTo(1);
    }

    @Test
    void savesAtMostABurst() {
        nanos.addAndGet(3_600_000_000_000L);
        assertThat(take(10)).isEqualTo(3);
    }

    private int take(int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += bucket.take() ? 1 : 0;
        }
        return taken;
    }
}
