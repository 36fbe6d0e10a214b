package org.chattycat.app.call;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the tasks of one room one after another, now or after a delay. */
final class RoomExecutor implements Executor {
    private final SerialExecutor serial;
    private final ScheduledExecutorService timer;
    private final Runnable afterEach;
    private final AtomicInteger unfinished = new AtomicInteger();

    /** @param afterEach runs after each task, on the thread of that task */
    RoomExecutor(
            UUID meetingId, Executor threads, int maxWaitingTasks, ScheduledExecutorService timer, Runnable afterEach) {
        this.serial =
                new SerialExecutor(tasks -> threads.execute(() -> LogIds.ofMeeting(meetingId, tasks)), maxWaitingTasks);
        this.timer = timer;
        this.afterEach = afterEach;
    }

    /** @throws RejectedExecutionException if too many tasks wait */
    @Override
    public void execute(Runnable task) {
        unfinished.incrementAndGet();
        try {
            serial.execute(() -> {
                LogIds.taskBegins();
                try {
                    task.run();
                } finally {
                    unfinished.decrementAndGet();
                    afterEach.run();
                }
            });
        } catch (RuntimeException e) {
            unfinished.decrementAndGet();
            throw e;
        }
    }

    /** Runs a task after a delay. A room that is no longer served by then runs it too, so tasks must tolerate that. */
    void executeAfter(Duration delay, Runnable task) {
        timer.schedule(() -> execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether no task runs or waits. */
    boolean isIdle() {
        return unfinished.get() == 0;
    }
}
