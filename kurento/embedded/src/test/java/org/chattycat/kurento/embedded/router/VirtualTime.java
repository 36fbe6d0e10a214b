package org.chattycat.kurento.embedded.router;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that a test moves, with the tasks that are due at its instants. */
final class VirtualTime implements Timer {
    private record Task(long dueNanos, long number, Runnable run) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::dueNanos).thenComparingLong(Task::number));
    private long now = Long.MAX_VALUE - 5_000_000_000L; // Overflows after five seconds, as System.nanoTime may.
    private long elapsed;
    private long count;

    @Override
    public long nanoTime() {
        return now;
    }

    /** Since the start, in ms. */
    double elapsedMs() {
        return elapsed / 1e6;
    }

    @Override
    public void after(long nanos, Runnable task) {
        tasks.add(new Task(elapsed + Math.max(0, nanos), count++, task));
    }

    void afterMs(double ms, Runnable task) {
        after((long) (ms * 1e6), task);
    }

    /** Runs every task that is due within this time, each at its instant. */
    void runForMs(double ms) {
        long end = elapsed + (long) (ms * 1e6);
        while (!tasks.isEmpty() && tasks.peek().dueNanos <= end) {
            Task task = tasks.remove();
            moveTo(task.dueNanos);
            task.run.run();
        }
        moveTo(end);
    }

    private void moveTo(long instant) {
        now += instant - elapsed;
        elapsed = instant;
    }
}
