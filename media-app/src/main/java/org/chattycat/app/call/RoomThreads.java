package org.chattycat.app.call;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that all rooms of this instance share.
 *
 * @param pool for the rooms' tasks, which may block
 * @param timer for starting tasks, never for running them
 */
record RoomThreads(ThreadPoolExecutor pool, ScheduledExecutorService timer) {
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    static RoomThreads start(int size) {
        return new RoomThreads(pool("room", size), timer("rooms"));
    }

    /** A pool whose threads end when they are idle. */
    static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_THREAD.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), daemon(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(daemon(name));
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Takes no more tasks, and waits for those of the pool.
     *
     * @throws InterruptedException if the caller is interrupted while it waits
     */
    void stop(Duration limit) throws InterruptedException {
        timer.shutdownNow();
        pool.shutdown();
        pool.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
