package org.chattycat.analysis.kurento;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kurento.jsonrpc.client.JsonRpcClientNettyWebSocket;
import org.kurento.jsonrpc.client.JsonRpcWSConnectionListener;

/**
 * Kurento's transport. It reconnects for as long as it is open, and limits the time of a WebSocket handshake: the library
 * waits for the answer without a limit, even when the connection has ended, as it does when a proxy accepts it for a server
 * that is away. It would never connect again.
 */
public abstract class BoundedRpcClient extends JsonRpcClientNettyWebSocket {
    private static final ScheduledExecutorService LIMITS = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "media-server-handshake-limit");
        daemon.setDaemon(true);
        return daemon;
    });

    protected BoundedRpcClient(String uri, JsonRpcWSConnectionListener listener) {
        super(uri, listener);
        setTryReconnectingForever(true);
        setSendCloseMessage(true);
    }

    /** The connection time-out holds for the TCP connection and once more for the handshake. */
    @Override
    protected void connectNativeClient() throws Exception {
        Attempt attempt = new Attempt();
        long limit = 2L * connectionTimeout;
        // Again and again, because the library makes another attempt when it is interrupted.
        ScheduledFuture<?> timer = LIMITS.scheduleAtFixedRate(attempt::end, limit, limit, TimeUnit.MILLISECONDS);
        try {
            super.connectNativeClient();
        } finally {
            timer.cancel(false);
            if (attempt.finish()) {
                closeNativeClient();
                throw new TimeoutException("no WebSocket within " + limit + " ms");
            }
        }
    }

    /** Interrupts the thread that connects, and never later. */
    private static final class Attempt {
        private final Thread thread = Thread.currentThread();
        private boolean late;
        private boolean over;

        synchronized void end() {
            if (!over) {
                late = true;
                thread.interrupt();
            }
        }

        /** @return whether it took too long; if so, clears the interrupt */
        synchronized boolean finish() {
            over = true;
            if (late) {
                Thread.interrupted();
            }
            return late;
        }
    }
}
