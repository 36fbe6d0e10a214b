package org.chattycat.kurento.client;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.kurento.client.KurentoClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session on one media server. It connects whenever the server can be reached, and pings the server at a fixed
 * interval, because a frozen server shows by nothing else.
 */
final class ServerConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServerConnection.class);

    private final String uri;
    private final ServerName name;
    private final KurentoClientProperties properties;
    private final Listener listener;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("media-server-watch", true));
    private final CountDownLatch firstCheck = new CountDownLatch(1);
    private volatile Session session;
    private volatile boolean alive;
    private volatile Instant since = Instant.now();
    private volatile Instant answeredAt;
    /** The ping on its way; null after a new connection, on which the answer would never come. */
    private volatile CompletableFuture<Void> ping;
    /** Used by the watch thread only. */
    private boolean sessionLost;

    /** Called on the watch thread and on the library's threads. */
    interface Listener {
        /** The server began or stopped to answer. */
        void aliveChanged(boolean alive);

        /** The server answered a ping. */
        void answered();

        /** The server has lost the session with every object in it. Called before the new session counts as alive. */
        void sessionLost();

        /** There is a new session in place of a lost one. */
        void sessionReplaced();
    }

    private record Session(RpcConnection rpc, KurentoClient client) {}

    ServerConnection(String uri, ServerName name, KurentoClientProperties properties, Listener listener) {
        this.uri = uri;
        this.name = name;
        this.properties = properties;
        this.listener = listener;
    }

    /** Begins to connect and to ping, and returns at once. */
    void start() {
        watch.execute(this::check);
        long interval = properties.pingInterval().toMillis();
        watch.scheduleWithFixedDelay(this::check, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Waits until the first attempt to connect has ended, and returns {@link #isAlive()}. */
    boolean awaitFirstCheck() {
        long limit = properties.requestTimeout().toMillis()
                + 2 * properties.connectTimeout().toMillis();
        try {
            if (!firstCheck.await(limit, TimeUnit.MILLISECONDS)) {
                log.debug("Connecting to the media server {} takes more than {} ms", name, limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return alive;
    }

    /** Whether the server answered the last ping in time. */
    boolean isAlive() {
        return alive;
    }

    /** When the server began or stopped to answer. */
    Instant since() {
        return since;
    }

    /** When the server answered last; null if it never did. */
    Instant answeredAt() {
        return answeredAt;
    }

    /** Returns null unless the server answers. */
    KurentoClient client() {
        Session current = session;
        return current != null && alive ? current.client() : null;
    }

    /** Runs a request in a session of its own, which ends afterwards with every reference that the request made. */
    <T> T inSeparateSession(Function<KurentoClient, T> request) {
        RpcConnection rpc = new RpcConnection(uri, properties, () -> {}, sameServer -> {});
        rpc.setTryReconnectingForever(false);
        KurentoClient client = KurentoClient.createFromJsonRpcClientHonoringClientTimeouts(rpc);
        try {
            return request.apply(client);
        } finally {
            rpc.endSession();
        }
    }

    private void check() {
        try {
            Session current = session;
            if (current != null && current.client().isClosed()) {
                // The library closes itself for good on some protocol errors.
                session = null;
                setAlive(false);
                sessionLost = true;
                current = null;
            }
            if (current == null) {
                connect();
            } else if (current.rpc().isConnected()) {
                setAlive(answers(current.rpc()));
                if (alive) {
                    listener.answered();
                }
            } else {
                setAlive(false);
            }
        } catch (RuntimeException e) {
            setAlive(false);
            log.debug("There is no connection to the media server {}", name, e);
        } finally {
            firstCheck.countDown();
        }
    }

    private void connect() {
        // An attempt that failed may still report events.
        AtomicBoolean abandoned = new AtomicBoolean();
        RpcConnection rpc = new RpcConnection(
                uri,
                properties,
                () -> {
                    if (!abandoned.get()) {
                        setAlive(false);
                    }
                },
                sameServer -> {
                    if (!abandoned.get()) {
                        reconnected(sameServer);
                    }
                });
        ping = null;
        try {
            rpc.connect();
            // The library's heartbeat makes a new connection when this one is silent for the request time-out.
            rpc.enableHeartbeat(Math.toIntExact(properties.pingInterval().toMillis()));
            KurentoClient client = KurentoClient.createFromJsonRpcClientHonoringClientTimeouts(rpc);
            if (sessionLost) {
                listener.sessionLost();
            }
            session = new Session(rpc, client);
            setAlive(true);
        } catch (IOException | RuntimeException e) {
            abandoned.set(true);
            rpc.abandon();
            throw new IllegalStateException(e);
        }
        if (sessionLost) {
            sessionLost = false;
            listener.sessionReplaced();
        }
    }

    private void reconnected(boolean sameServer) {
        ping = null;
        if (!sameServer) {
            log.warn("The media server {} has lost our session with every object in it", name);
            listener.sessionLost();
        }
        setAlive(true);
        if (!sameServer) {
            listener.sessionReplaced();
        }
    }

    /** Keeps one ping on its way at a time, so that pings do not pile up at a frozen server. */
    private boolean answers(RpcConnection rpc) {
        CompletableFuture<Void> current = ping;
        if (current == null || current.isDone()) {
            current = rpc.ping().orTimeout(properties.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
            ping = current;
        }
        try {
            current.get(properties.pingTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            log.debug("A ping of the media server {} failed", name, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void setAlive(boolean now) {
        if (now) {
            answeredAt = Instant.now();
        }
        if (alive != now) {
            since = Instant.now();
            alive = now;
            if (now) {
                log.info("The media server {} answers", name);
            } else {
                log.warn("The media server {} does not answer", name);
            }
            listener.aliveChanged(now);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        Session current = session;
        session = null;
        alive = false;
        if (current != null && !current.client().isClosed()) {
            current.rpc().endSession();
        }
    }
}
