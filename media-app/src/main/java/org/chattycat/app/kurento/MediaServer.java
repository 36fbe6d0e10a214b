package org.chattycat.app.kurento;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kurento.client.KurentoClient;
import org.kurento.client.KurentoObject;
import org.kurento.client.internal.server.KurentoServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one media server. It comes up whenever the server does, and a sign of life is asked for at every
 * interval, because a frozen server shows by nothing else. A server that lost our session has lost every object: the
 * listener is told, and all ids of before are dead.
 */
final class MediaServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MediaServer.class);
    private static final int OBJECT_NOT_FOUND = 40101;

    private final String uri;
    private final ServerName name;
    private final KurentoProperties properties;
    private final Consumer<String> forgotten;
    private final Runnable aliveChanged;
    private final Runnable doubt;
    private final ScheduledExecutorService watch;
    private final ObjectsInUse held = new ObjectsInUse();
    private final PendingReleases pending = new PendingReleases();
    private final ExecutorService releasing;
    private final AtomicBoolean releasingNow = new AtomicBoolean();
    private final OrphanSweep orphans;
    private volatile Connection connection;
    private volatile boolean alive;
    // Of the watching thread alone.
    private CompletableFuture<Boolean> ping;

    private record Connection(ReportingRpcClient rpc, KurentoClient client) {}

    /**
     * @param forgotten told the address when the server has lost our session
     * @param aliveChanged run when the server begins or ceases to answer
     * @param doubt run when the server may have objects that nobody here knows of
     */
    MediaServer(
            String uri,
            KurentoProperties properties,
            Consumer<String> forgotten,
            Runnable aliveChanged,
            Runnable doubt) {
        this.uri = uri;
        this.name = new ServerName(uri);
        this.properties = properties;
        this.forgotten = forgotten;
        this.aliveChanged = aliveChanged;
        this.doubt = doubt;
        this.watch = Executors.newSingleThreadScheduledExecutor(daemon("media-server-watch"));
        this.releasing = Executors.newSingleThreadExecutor(daemon("media-server-releases"));
        this.orphans = new OrphanSweep(held, properties.requestTimeout());
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    void start() {
        watch.execute(this::look);
        long interval = properties.pingInterval().toMillis();
        watch.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
    }

    String uri() {
        return uri;
    }

    /** Whether the last sign of life came in time. */
    boolean isAlive() {
        return alive;
    }

    /**
     * Asks the server for something.
     *
     * @throws MediaServerException when it does not answer in time or refuses
     */
    <T> T ask(Function<KurentoClient, T> request) {
        Connection present = connection;
        if (present == null || !alive) {
            throw new MediaServerException(
                    MediaServerException.Reason.UNAVAILABLE, "The media server " + name + " does not answer", null);
        }
        try {
            return request.apply(present.client());
        } catch (KurentoServerException e) {
            throw new MediaServerException(reason(e.getCode()), e.getServerMessage(), e);
        } catch (MediaServerException e) {
            throw e;
        } catch (RuntimeException e) {
            // The client library throws a dozen types for a connection that is slow, broken or closed. The server may
            // still do what it was asked for.
            doubt.run();
            throw new MediaServerException(
                    MediaServerException.Reason.UNAVAILABLE, name.withoutPath(e.getMessage()), e);
        }
    }

    /** What this instance uses on this server. */
    ObjectsInUse held() {
        return held;
    }

    /**
     * Releases an object with everything on it. Never fails: a release that the server does not answer is repeated until
     * it does, or until it has lost our session.
     */
    void release(KurentoObject object) {
        held.remove(object.getId());
        pending.add(object);
        releaseNow(object);
    }

    private boolean releaseNow(KurentoObject object) {
        try {
            ask(client -> {
                object.release();
                return null;
            });
        } catch (MediaServerException e) {
            if (e.reason() != MediaServerException.Reason.GONE) {
                log.debug("Not released yet: {}", object, e);
                return false;
            }
        }
        pending.remove(object);
        return true;
    }

    /** On a thread of its own: a server that is slow to release must not be taken for frozen. */
    private void releasePendingSoon() {
        if (!pending.isEmpty() && releasingNow.compareAndSet(false, true)) {
            releasing.execute(() -> {
                try {
                    int released = 0;
                    for (KurentoObject object : pending.list()) {
                        if (!alive) {
                            break;
                        }
                        released += releaseNow(object) ? 1 : 0;
                    }
                    if (released > 0) {
                        log.info("Released {} media objects on {} that had been pending", released, name);
                    }
                } finally {
                    releasingNow.set(false);
                }
            });
        }
    }

    /**
     * Looks for abandoned objects of this deployment and releases them.
     *
     * @return whether there are objects of which that can be told only later
     */
    boolean releaseOrphans(OrphanSweep.Ours ours) {
        return askAside(client -> orphans.release(client, ours));
    }

    /** Every id on the server is dead. */
    private void forgetObjects() {
        held.clear();
        pending.clear();
    }

    private static MediaServerException.Reason reason(int code) {
        if (code == OBJECT_NOT_FOUND) {
            return MediaServerException.Reason.GONE;
        }
        return code / 100 == 402 ? MediaServerException.Reason.BAD_SDP : MediaServerException.Reason.UNAVAILABLE;
    }

    private void look() {
        try {
            Connection present = connection;
            if (present == null) {
                connect();
            } else if (present.client().isClosed()) {
                // The library closes itself for good on some protocol errors.
                connection = null;
                alive = false;
                forgetObjects();
                connect();
                forgotten.accept(uri);
            } else if (present.rpc().isConnected()) {
                setAlive(ping(present));
                if (alive) {
                    releasePendingSoon();
                }
            } else {
                setAlive(false);
            }
        } catch (RuntimeException e) {
            setAlive(false);
            log.debug("No connection to the media server {}", name, e);
        }
    }

    private void connect() {
        ReportingRpcClient rpc = new ReportingRpcClient(uri, () -> setAlive(false), this::reconnected);
        rpc.setRequestTimeout(properties.requestTimeout().toMillis());
        rpc.setConnectionTimeout((int) properties.connectTimeout().toMillis());
        ping = null;
        try {
            connection = new Connection(rpc, KurentoClient.createFromJsonRpcClientHonoringClientTimeouts(rpc));
            setAlive(true);
        } catch (RuntimeException e) {
            rpc.closeNativeClient();
            throw e;
        }
    }

    private void reconnected(boolean sameServer) {
        if (!sameServer) {
            forgetObjects();
        }
        setAlive(true);
        if (!sameServer) {
            log.warn("The media server {} has lost our session: every call on it is set up again", name);
            forgotten.accept(uri);
        }
    }

    /** One ping at a time: a frozen server must not be left with a heap of them. */
    private boolean ping(Connection present) {
        if (ping == null || ping.isDone()) {
            ping = present.rpc().ping();
        }
        try {
            return ping.get(properties.pingTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            log.debug("No answer from the media server {}", name, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks over a connection that is closed afterwards, and with it whatever references the question made. */
    private <T> T askAside(Function<KurentoClient, T> request) {
        ReportingRpcClient rpc = new ReportingRpcClient(uri, () -> {}, sameServer -> {});
        rpc.setTryReconnectingForever(false);
        rpc.setRequestTimeout(properties.requestTimeout().toMillis());
        rpc.setConnectionTimeout((int) properties.connectTimeout().toMillis());
        try {
            KurentoClient client = KurentoClient.createFromJsonRpcClientHonoringClientTimeouts(rpc);
            try {
                return request.apply(client);
            } finally {
                close(rpc);
            }
        } catch (RuntimeException e) {
            throw new MediaServerException(
                    MediaServerException.Reason.UNAVAILABLE, name.withoutPath(e.getMessage()), e);
        }
    }

    private void setAlive(boolean now) {
        if (alive != now) {
            alive = now;
            if (now) {
                log.info("The media server {} answers", name);
                doubt.run();
            } else {
                log.warn("The media server {} does not answer", name);
            }
            aliveChanged.run();
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        releasing.shutdownNow();
        Connection present = connection;
        connection = null;
        alive = false;
        if (present != null && !present.client().isClosed()) {
            close(present.rpc());
        }
    }

    /** Ends the session, and with it our references. {@code KurentoClient.destroy} would close twice, and complain. */
    private static void close(ReportingRpcClient rpc) {
        try {
            rpc.close();
        } catch (IOException e) {
            log.debug("Closing a connection to a media server failed", e);
        }
    }
}
