package org.chattycat.kurento.embedded.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A selector loop on its own thread. All code that uses media state runs on it: handlers of readable sockets, tickers,
 * and tasks from other threads.
 */
public final class MediaLoop implements AutoCloseable {
    /** Called on the loop while the socket has data to read. */
    @FunctionalInterface
    public interface Readable {
        void readable() throws IOException;
    }

    /** Called on the loop about every {@link #TICK}. */
    @FunctionalInterface
    public interface Ticker {
        void tick(long nowNanos);
    }

    /** Short enough for NACKs within a round trip, long enough to cost nothing when idle. */
    public static final Duration TICK = Duration.ofMillis(20);

    private record Timed(long dueNanos, Runnable task) {}

    private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);
    private static final long TICK_NANOS = TICK.toNanos();
    /** A call waits only for earlier packets and tasks; more than a second already means a fault. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeupPending = new AtomicBoolean();
    private final List<Ticker> tickers = new ArrayList<>();
    /** Used on the loop only. */
    private final PriorityQueue<Timed> timed = new PriorityQueue<>((a, b) -> Long.signum(a.dueNanos - b.dueNanos));

    private volatile boolean closed;
    private long nextTick;

    public MediaLoop(String threadName) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    public boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Runs the task on the loop later. Tasks of one thread keep their order. A closed loop drops the task. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (!isLoopThread() && wakeupPending.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Runs the call on the loop and waits for it. On the loop itself, runs it at once. */
    public <T> T call(Callable<T> callable) throws Exception {
        if (isLoopThread()) {
            return callable.call();
        }
        if (closed) {
            throw new RejectedExecutionException("the media engine is closed");
        }
        FutureTask<T> task = new FutureTask<>(callable);
        execute(task);
        try {
            return task.get(CALL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted while waiting for the media loop", e);
        } catch (TimeoutException e) {
            throw new RejectedExecutionException("the media loop did not answer in time", e);
        }
    }

    /** Like {@link #call}, for tasks without checked exceptions. */
    public void run(Runnable task) {
        try {
            call(() -> {
                task.run();
                return null;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Calls {@code handler} whenever the channel is readable. To be called on the loop, or before the first packet can
     * arrive.
     */
    public SelectionKey register(DatagramChannel channel, Readable handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, handler);
    }

    /** Runs the task on the loop after this time, up to a millisecond later. On the loop only. */
    public void after(long nanos, Runnable task) {
        timed.add(new Timed(System.nanoTime() + nanos, task));
    }

    /** On the loop only. */
    public void addTicker(Ticker ticker) {
        tickers.add(ticker);
    }

    /** On the loop only. */
    public void removeTicker(Ticker ticker) {
        tickers.remove(ticker);
    }

    private void run() {
        nextTick = System.nanoTime() + TICK_NANOS;
        while (!closed) {
            try {
                runTasks();
                long now = System.nanoTime();
                if (now - nextTick >= 0) {
                    tick(now);
                    nextTick = now + TICK_NANOS;
                }
                long wait = Math.min(nextTick - now, runTimed(now));
                selector.select(this::ready, Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
            } catch (IOException | RuntimeException e) {
                log.error("The media loop continues after an error", e);
            }
        }
        runTasks();
    }

    private void ready(SelectionKey key) {
        try {
            ((Readable) key.attachment()).readable();
        } catch (IOException | RuntimeException e) {
            log.warn("Reading a media socket failed: {}", e.toString(), e);
        }
    }

    private void runTasks() {
        wakeupPending.set(false);
        Runnable task;
        while ((task = tasks.poll()) != null) {
            runLogged(task, "A task on the media loop failed");
        }
    }

    /** @return the time until the next task is due, in ns; {@link Long#MAX_VALUE} for none */
    private long runTimed(long now) {
        while (!timed.isEmpty() && timed.peek().dueNanos - now <= 0) {
            runLogged(timed.poll().task, "A timed task on the media loop failed");
        }
        return timed.isEmpty() ? Long.MAX_VALUE : timed.peek().dueNanos - now;
    }

    private static void runLogged(Runnable task, String otherwise) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error(otherwise, e);
        }
    }

    private void tick(long now) {
        for (int i = tickers.size() - 1; i >= 0; i--) {
            if (i < tickers.size()) {
                try {
                    tickers.get(i).tick(now);
                } catch (RuntimeException e) {
                    log.error("A media timer failed", e);
                }
            }
        }
    }

    /** Ends the thread after the pending tasks, then closes the selector. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        if (!isLoopThread()) {
            try {
                thread.join(CALL_TIMEOUT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            log.debug("Closing the selector failed", e);
        }
    }
}
