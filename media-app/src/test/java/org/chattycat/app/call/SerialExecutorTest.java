package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
    @Test
    void runsTasksInOrder() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            SerialExecutor serial = new SerialExecutor(threads, 10_000);
            // Not synchronized, so only serial execution fills it correctly.
            List<Integer> seen = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(5_000);
            for (int i = 0; i < 5_000; i++) {
                int number = i;
                serial.execute(() -> {
                    seen.add(number);
                    done.countDown();
                });
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).hasSize(5_000).isSorted();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void continuesAfterATaskThatFails() {
        SerialExecutor serial = new SerialExecutor(Runnable::run, 10);
        List<String> seen = new ArrayList<>();
        serial.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        serial.execute(() -> seen.add("next"));
        assertThat(seen).containsExactly("next");
    }

    @Test
    void rejectsTasksWhenTooManyWait() {
        Queue<Runnable> held = new ArrayDeque<>();
        SerialExecutor serial = new SerialExecutor(held::add, 2);
        serial.execute(() -> {});
        serial.execute(() -> {});
        assertThatThrownBy(() -> serial.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        held.remove().run();
        serial.execute(() -> {});
    }
}
