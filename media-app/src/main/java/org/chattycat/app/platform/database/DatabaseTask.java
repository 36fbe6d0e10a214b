package org.chattycat.app.platform.database;

import org.chattycat.app.platform.config.LifecyclePhases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Background work on the database for as long as the application runs. It starts when the application does, and stops before
 * the connection pools are closed.
 */
public abstract class DatabaseTask implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DatabaseTask.class);

    private Disposable running;

    /** The work. It should handle its errors: an error ends it, and is logged. */
    protected abstract Flux<?> work();

    /** Called once the work was ended, while the database can still be used: waits for what must not be broken off. */
    protected void finish() {}

    @Override
    public final synchronized void start() {
        running = work().subscribe(
                        result -> {},
                        e -> log.error("{} has stopped", getClass().getSimpleName(), e));
    }

    @Override
    public final synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
            finish();
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return running != null;
    }

    @Override
    public final int getPhase() {
        return LifecyclePhases.DATABASE_LISTENERS;
    }
}
