package org.chattycat.app.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after another on the threads of another executor. Rejects tasks if too many wait. */
final class SerialExecutor implements Executor {
    private static final Logger log = LoggerFactory.getLogger(SerialExecutor.class);

    private final Executor threads;
    private final int limit;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    SerialExecutor(Executor threads, int limit) {
        this.threads = threads;
        this.limit = limit;
    }

    /** @throws RejectedExecutionException if the limit is reached */
    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            if (waiting.size() >= limit) {
                throw new RejectedExecutionException("too many tasks are waiting");
            }
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                running = false;
                waiting.clear();
            }
            throw e;
        }
    }

    private void run() {
        while (true) {
            Runnable task;
            synchronized (waiting) {
                task = waiting.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (RuntimeException e) {
                if (DatabaseFailure.isOutage(e)) {
                    // The outage is reported elsewhere, once. The room's tick repeats what failed.
                    log.debug("A task failed because the database is unavailable", e);
                } else {
                    log.error("A task failed", e);
                }
            }
        }
    }
}
