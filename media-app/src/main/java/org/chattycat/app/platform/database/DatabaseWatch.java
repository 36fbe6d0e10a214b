package org.chattycat.app.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.config.StartRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Finds out that the database is away, says so once, and starts the embedded one again. One thread does all of it: it asks
 * an empty question over a connection of its own at each interval, and at once when the embedded server's process ends.
 *
 * <p>The embedded server is started again only when its process is gone and nothing known stands in the way, such as a full
 * disk; after each vain attempt the next one waits twice as long.
 */
@Component
class DatabaseWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

    private final PostgresServer server;
    private final DatabaseAddress address;
    private final DatabaseState state;
    private final DatabaseProperties.Watch settings;
    private final Semaphore wakeUps = new Semaphore(0);
    private Thread thread;
    private volatile boolean stopping;
    // From here on: of the watching thread alone.
    private Connection connection;
    private long awaySinceNanos;
    private String obstacle = "";
    private Duration pause;
    private long nextAttemptNanos;

    DatabaseWatch(PostgresServer server, DatabaseAddress address, DatabaseState state, DatabaseProperties properties) {
        this.server = server;
        this.address = address;
        this.state = state;
        this.settings = properties.watch();
    }

    @Override
    public synchronized void start() {
        stopping = false;
        listenForExit();
        thread = new Thread(this::run, "database-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void listenForExit() {
        server.exit().thenRun(wakeUps::release);
    }

    private void run() {
        try {
            while (!stopping) {
                look();
                wakeUps.tryAcquire(settings.interval().toMillis(), TimeUnit.MILLISECONDS);
                wakeUps.drainPermits();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void look() throws InterruptedException {
        String trouble = server.isGone() ? "its process has ended" : ask();
        if (trouble == null) {
            if (state.isAway()) {
                state.back();
                log.warn("The database is back after {} s", (System.nanoTime() - awaySinceNanos) / 1_000_000_000);
            }
            return;
        }
        if (stopping) {
            return;
        }
        if (!state.isAway()) {
            state.away();
            awaySinceNanos = System.nanoTime();
            nextAttemptNanos = awaySinceNanos;
            pause = settings.restartPause();
            obstacle = "";
            log.error("The database is away: {}. Calls go on; everything else answers 503 until it is back.", trouble);
        }
        if (server.isGone() && System.nanoTime() - nextAttemptNanos >= 0) {
            restart();
        }
    }

    private void restart() {
        Optional<String> known = server.obstacle();
        if (known.isPresent()) {
            explain(known.get());
            return;
        }
        try {
            server.restart();
            listenForExit();
            // Looks at once whether it answers.
            wakeUps.release();
        } catch (StartRefusedException e) {
            explain(e.getMessage());
            nextAttemptNanos = System.nanoTime() + pause.toNanos();
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(settings.maxRestartPause()) < 0 ? doubled : settings.maxRestartPause();
        }
    }

    /** Says once what stands in the way. */
    private void explain(String reason) {
        if (!reason.equals(obstacle)) {
            log.warn("The embedded PostgreSQL is not started again yet: {}", reason);
            obstacle = reason;
        }
    }

    /**
     * Asks the database over a connection that is kept. One that does not answer is given up, and a new one decides: it may
     * be the connection alone that broke.
     *
     * @return what is wrong, null where the database answers
     */
    private String ask() {
        int seconds = (int) Math.max(1, settings.answerWithin().toSeconds());
        try {
            if (connection != null && connection.isValid(seconds)) {
                return null;
            }
            disconnect();
            Properties properties = new Properties();
            properties.setProperty("user", address.username());
            properties.setProperty("password", address.password());
            properties.setProperty("connectTimeout", Integer.toString(seconds));
            properties.setProperty("socketTimeout", Integer.toString(seconds));
            connection = DriverManager.getConnection(address.jdbcUrl(), properties);
            return connection.isValid(seconds) ? null : "it does not answer";
        } catch (SQLException e) {
            disconnect();
            return e.getMessage().lines().findFirst().orElse("no reason given");
        }
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                log.debug("The watch's connection was broken already", e);
            }
            connection = null;
        }
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(settings.answerWithin().toMillis() * 3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** From before anything uses the database until nothing does. */
    @Override
    public int getPhase() {
        return LifecyclePhases.DATABASE_LISTENERS - 1;
    }
}
