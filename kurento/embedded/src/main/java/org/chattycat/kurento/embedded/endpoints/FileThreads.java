package org.chattycat.kurento.embedded.endpoints;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that write recordings and read played files, one for each. Refuses more than their number. */
final class FileThreads implements Executor, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(10);
    /** In which recordings are completed when the engine is closed. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor pool;

    FileThreads(int atOnce) {
        pool = new ThreadPoolExecutor(
                0, atOnce, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), this::thread);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "media-file-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
