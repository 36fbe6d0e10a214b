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

class TurnsTest {
    private static Turns turns(int atATime, int perAccount, int waiting, Duration maxWait) {
        return new Turns(new GraphQlProperties(
                atATime,
                perAccount,
                waiting,
                maxWait,
                new RateLimit(1, Duration.ofSeconds(1)),
                Duration.ZERO,
                1,
                1,
                1));
    }

    private static Turns.Turn now(CompletableFuture<Turns.Turn> turn) {
        assertThat(turn).isCompleted();
        return turn.join();
    }

    @Test
    void anAccountWaitsForItself() throws Exception {
        Turns turns = turns(3, 2, 5, Duration.ofMinutes(1));
        Turns.Turn first = now(turns.take("ada").toFuture());
        now(turns.take("ada").toFuture());
        CompletableFuture<Turns.Turn> third = turns.take("ada").toFuture();
        assertThat(third).isNotDone();
        now(turns.take("ben").toFuture());

        first.end();
        first.end();
        third.get(10, TimeUnit.SECONDS);
        assertThat(turns.take("carl").toFuture()).isNotDone();
    }

    @Test
    void whoComesLateDoesNotWaitForAllThatOthersHaveSent() throws Exception {
        Turns turns = turns(1, 1, 50, Duration.ofMinutes(1));
        Turns.Turn running = now(turns.take("ada").toFuture());
        List<CompletableFuture<Turns.Turn>> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(turns.take("ada").toFuture());
        }
        CompletableFuture<Turns.Turn> ben = turns.take("ben").toFuture();

        running.end();
        CompletableFuture.anyOf(ben, waiting.get(0)).get(10, TimeUnit.SECONDS);
        if (!ben.isDone()) {
            waiting.get(0).join().end();
        }
        ben.get(10, TimeUnit.SECONDS);
        assertThat(waiting.subList(1, 50)).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void tooManyOrTooLongIsRefused() {
        Turns turns = turns(1, 1, 2, Duration.ofMillis(100));
        Turns.Turn running = now(turns.take("ada").toFuture());
        CompletableFuture<Turns.Turn> waits = turns.take("ada").toFuture();
        CompletableFuture<Turns.Turn> waitsToo = turns.take("ada").toFuture();
        assertRefused(turns.take("ada").toFuture());
        assertRefused(waits);
        assertRefused(waitsToo);

        running.end();
        now(turns.take("ada").toFuture());
    }

    @Test
    void whoGivesUpLeavesTheQueue() throws Exception {
        Turns turns = turns(1, 1, 1, Duration.ofMinutes(1));
        Turns.Turn running = now(turns.take("ada").toFuture());
        Disposable waits = turns.take("ada").subscribe();
        waits.dispose();
        CompletableFuture<Turns.Turn> next = turns.take("ada").toFuture();
        assertThat(next).isNotDone();
        running.end();
        next.get(10, TimeUnit.SECONDS);
    }

    private static void assertRefused(CompletableFuture<Turns.Turn> turn) {
        Assertions.assertThatThrownBy(() -> turn.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RateLimitedException.class);
    }
}
