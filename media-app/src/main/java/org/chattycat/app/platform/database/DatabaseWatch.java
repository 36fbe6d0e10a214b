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
 * Detects that the database is unavailable, logs it once, and restarts the embedded server. One thread sends an empty query over
 * a separate connection at each interval, and at once when the process of the embedded server ends.
 *
 * <p>The embedded server is restarted only when its process has ended and no known obstacle, such as a full disk, prevents it.
 * The pause doubles after each failed attempt.
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
    // The fields from here on are used by the watching thread only.
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
                check();
                wakeUps.tryAcquire(settings.interval().toMillis(), TimeUnit.MILLISECONDS);
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void check() throws InterruptedException {
        String problem = server.isGone() ? "its process has ended" : query();
        if (problem == null) {
            if (state.isAway()) {
                state.back();
                log.warn(
                        "The database is available again after {} s",
                        (System.nanoTime() - awaySinceNanos) / 1_000_000_000);
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
            log.error(
                    "The database is unavailable: {}. Calls continue. Other requests get 503 until it is available again.",
                    problem);
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
            // Checks at once whether it responds.
            wakeUps.release();
        } catch (StartRefusedException e) {
            explain(e.getMessage());
            nextAttemptNanos = System.nanoTime() + pause.toNanos();
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(settings.maxRestartPause()) < 0 ? doubled : settings.maxRestartPause();
        }
    }

    /** Logs each reason once. */
    private void explain(String reason) {
        if (!reason.equals(obstacle)) {
            log.warn("The embedded PostgreSQL is not restarted yet: {}", reason);
            obstacle = reason;
        }
    }

    /**
     * Sends a query over a connection that stays open. If it fails, a new connection decides, because only the old connection
     * may be broken.
     *
     * @return what is wrong; null when the database responds
     */
    private String query() {
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
            return connection.isValid(seconds) ? null : "it does not respond";
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
                log.debug("The connection was already broken", e);
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

    /** Starts before everything that uses the database, and stops after it. */
    @Override
    public int getPhase() {
        return LifecyclePhases.DATABASE_LISTENERS - 1;
    }
}
