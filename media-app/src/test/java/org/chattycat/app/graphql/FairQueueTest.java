package org.chattycat.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.chattycat.app.platform.limits.RateLimit;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class FairQueueTest {
    private static FairQueue queue(int atATime, int perAccount, int waiting, Duration maxWait) {
        return new FairQueue(new GraphQlProperties(
                atATime,
                perAccount,
                waiting,
                maxWait,
                new RateLimit(1, Duration.ofSeconds(1)),
                Duration.ZERO,
                1,
                1,
                1,
                Duration.ofSeconds(1)));
    }

    private static FairQueue.Permit now(CompletableFuture<FairQueue.Permit> permit) {
        assertThat(permit).isCompleted();
        return permit.join();
    }

    @Test
    void anAccountDelaysOnlyItself() throws Exception {
        FairQueue queue = queue(3, 2, 5, Duration.ofMinutes(1));
        FairQueue.Permit first = now(queue.acquire("ada").toFuture());
        now(queue.acquire("ada").toFuture());
        CompletableFuture<FairQueue.Permit> third = queue.acquire("ada").toFuture();
        assertThat(third).isNotDone();
        now(queue.acquire("ben").toFuture());

        first.release();
        first.release();
        third.get(10, TimeUnit.SECONDS);
        assertThat(queue.acquire("carl").toFuture()).isNotDone();
    }

    @Test
    void otherAccountsDoNotWaitForAFullQueue() throws Exception {
        FairQueue queue = queue(1, 1, 50, Duration.ofMinutes(1));
        FairQueue.Permit running = now(queue.acquire("ada").toFuture());
        List<CompletableFuture<FairQueue.Permit>> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(queue.acquire("ada").toFuture());
        }
        CompletableFuture<FairQueue.Permit> ben = queue.acquire("ben").toFuture();

        running.release();
        CompletableFuture.anyOf(ben, waiting.get(0)).get(10, TimeUnit.SECONDS);
        if (!ben.isDone()) {
            waiting.get(0).join().release();
        }
        ben.get(10, TimeUnit.SECONDS);
        assertThat(waiting.subList(1, 50)).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void tooManyOrTooLongWaitsAreRefused() {
        FairQueue queue = queue(1, 1, 2, Duration.ofMillis(100));
        FairQueue.Permit running = now(queue.acquire("ada").toFuture());
        CompletableFuture<FairQueue.Permit> waits = queue.acquire("ada").toFuture();
        CompletableFuture<FairQueue.Permit> waitsToo = queue.acquire("ada").toFuture();
        assertRefused(queue.acquire("ada").toFuture());
        assertRefused(waits);
        assertRefused(waitsToo);

        running.release();
        now(queue.acquire("ada").toFuture());
    }

    @Test
    void cancelledWaitsLeaveTheQueue() throws Exception {
        FairQueue queue = queue(1, 1, 1, Duration.ofMinutes(1));
        FairQueue.Permit running = now(queue.acquire("ada").toFuture());
        Disposable waits = queue.acquire("ada").subscribe();
        waits.dispose();
        CompletableFuture<FairQueue.Permit> next = queue.acquire("ada").toFuture();
        assertThat(next).isNotDone();
        running.release();
        next.get(10, TimeUnit.SECONDS);
    }

    private static void assertRefused(CompletableFuture<FairQueue.Permit> permit) {
        Assertions.assertThatThrownBy(() -> permit.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RateLimitedException.class);
    }
}
