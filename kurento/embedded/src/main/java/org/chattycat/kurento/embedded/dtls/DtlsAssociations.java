package org.chattycat.kurento.embedded.dtls;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes associations that share an identity and a small pool of handshake threads. */
public final class DtlsAssociations implements AutoCloseable {
    /**
     * Handshakes at a time. BouncyCastle blocks a thread per handshake, mostly waiting for the peer; a room that joins at
     * once queues for a few milliseconds each.
     */
    private static final int THREADS = 16;
    /** Waiting handshakes beyond that are dropped and retried by the peer. */
    private static final int MAX_WAITING = 1024;

    private final DtlsIdentity identity;
    private final int handshakeMillis;
    private final ThreadPoolExecutor pool;

    public DtlsAssociations(Clock clock, Duration handshakeTimeout) {
        identity = new DtlsIdentity(clock);
        handshakeMillis = Math.toIntExact(handshakeTimeout.toMillis());
        pool = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "media-dtls");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    public Fingerprint fingerprint() {
        return identity.fingerprint();
    }

    /** @param peer the only certificate that is accepted */
    public DtlsAssociation open(DtlsRole role, Fingerprint peer, DtlsListener listener) {
        return new DtlsAssociation(new DtlsSrtpPolicy(identity, peer, handshakeMillis), role, pool, listener);
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
