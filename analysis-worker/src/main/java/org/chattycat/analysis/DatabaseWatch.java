package org.chattycat.analysis;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.latency.DatabaseOffset;
import org.chattycat.analysis.latency.OwnClockTable;
import org.chattycat.analysis.latency.ServerClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes what the worker knows from the database: the product's own clocks, and the offset of the database's clock. */
final class DatabaseWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final long CLOCKS_SECONDS = 1;
    private static final long OFFSET_SECONDS = 10;

    private final Database database;
    private final UUID workerId;
    private final Clock wall;
    private final ServerClock serverClock;
    private final OwnClockTable ownClocks;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "database-watch");
        daemon.setDaemon(true);
        return daemon;
    });

    DatabaseWatch(Database database, UUID workerId, Clock wall, ServerClock serverClock, OwnClockTable ownClocks) {
        this.database = database;
        this.workerId = workerId;
        this.wall = wall;
        this.serverClock = serverClock;
        this.ownClocks = ownClocks;
    }

    void start() {
        thread.scheduleWithFixedDelay(quietly(ownClocks::refresh), 0, CLOCKS_SECONDS, TimeUnit.SECONDS);
        thread.scheduleWithFixedDelay(quietly(this::compareClocks), 1, OFFSET_SECONDS, TimeUnit.SECONDS);
    }

    private void compareClocks() {
        DatabaseOffset offset = DatabaseOffset.measure(database, wall);
        serverClock.compareWith(offset);
        database.run(client -> client.sql(
                        "update worker set clock_offset_ms = :offset, clock_error_ms = :error where id = :id")
                .bind("offset", offset.offsetMs())
                .bind("error", offset.errorMs())
                .bind("id", workerId)
                .then());
    }

    private static Runnable quietly(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.debug("the database does not answer: {}", e.toString());
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
