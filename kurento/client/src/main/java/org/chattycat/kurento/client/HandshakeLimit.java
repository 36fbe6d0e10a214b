package org.chattycat.kurento.client;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Limits the time that the current thread spends in a WebSocket handshake, by interrupting it. Kurento's client library
 * waits for the answer without a limit, even when the connection has ended, as it does when a proxy accepts the connection
 * for a server that is away. It would never connect again.
 */
final class HandshakeLimit {
    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("media-server-handshake-limit", true));

    private final Thread thread = Thread.currentThread();
    private final ScheduledFuture<?> timer;
    private boolean expired;
    private boolean finished;

    /** Starts the time of the current thread. */
    HandshakeLimit(long millis) {
        // Repeated, because the library makes another attempt when it is interrupted.
        timer = TIMER.scheduleAtFixedRate(this::expire, millis, millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void expire() {
        if (!finished) {
            expired = true;
            thread.interrupt();
        }
    }

    /**
     * Ends the time. The thread is not interrupted any more.
     *
     * @return whether the time was exceeded; if so, the interrupt is cleared
     */
    synchronized boolean finish() {
        finished = true;
        timer.cancel(false);
        if (expired) {
            Thread.interrupted();
        }
        return expired;
    }
}
