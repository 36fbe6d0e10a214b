package org.chattycat.app.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Sends and receives the media of many participants on one thread. */
public final class MediaLoop implements AutoCloseable {
    private static final long LIMIT_MILLIS = 5_000;
    private static final long LONGEST_WAIT_MILLIS = 100;

    private record Due(long nanos, MediaStream stream, StreamTask task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(nanos - other.nanos, 0);
        }
    }

    /** Something that a stream does in the loop. */
    interface StreamTask {
        void run() throws IOException;
    }

    private final Selector selector;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Queue<Due> given = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "media-loop");
    private volatile long latestNanos;
    private volatile boolean closed;

    public MediaLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes over the connection of a stream, until the stream is closed. */
    void add(MediaStream stream) {
        give(stream, () -> {
            stream.peer().channel().configureBlocking(false);
            stream.peer().channel().register(selector, SelectionKey.OP_READ, stream);
            stream.started(this);
            // What arrived during the handshake.
            stream.read();
        });
    }

    void remove(MediaStream stream) {
        give(stream, stream::end);
    }

    /** Lets the loop do something for a stream, from any thread. */
    void give(MediaStream stream, StreamTask task) {
        given.add(new Due(System.nanoTime(), stream, task));
        selector.wakeup();
    }

    /** Lets the loop do something for a stream later; in the loop only. */
    void at(long nanos, MediaStream stream, StreamTask task) {
        due.add(new Due(nanos, stream, task));
    }

    /** How late the latest packet left since the last call, in ms: more than a frame's time means that the client lacks a core. */
    public double takeLatestMs() {
        long latest = latestNanos;
        latestNanos = 0;
        return latest / 1e6;
    }

    private void run() {
        try {
            while (!closed) {
                performGiven();
                for (Due next = due.peek(); next != null && next.nanos - System.nanoTime() <= 0; next = due.peek()) {
                    latestNanos = Math.max(latestNanos, System.nanoTime() - next.nanos);
                    perform(due.remove());
                }
                selector.select(key -> read((MediaStream) key.attachment()), waitMillis());
            }
            // Streams that were removed last.
            performGiven();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void performGiven() {
        for (Due next = given.poll(); next != null; next = given.poll()) {
            perform(next);
        }
    }

    /** At least one: a wait of 0 would be one without an end. */
    private long waitMillis() {
        Due next = due.peek();
        long left = next == null ? LONGEST_WAIT_MILLIS : TimeUnit.NANOSECONDS.toMillis(next.nanos - System.nanoTime());
        return Math.max(1, Math.min(LONGEST_WAIT_MILLIS, left));
    }

    private static void read(MediaStream stream) {
        perform(new Due(0, stream, stream::read));
    }

    private static void perform(Due next) {
        if (next.stream.isEnded()) {
            return;
        }
        try {
            next.task.run();
        } catch (IOException | RuntimeException e) {
            next.stream.fail(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(LIMIT_MILLIS);
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
