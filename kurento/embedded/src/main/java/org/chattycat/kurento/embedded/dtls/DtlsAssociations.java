package org.chattycat.kurento.embedded.dtls;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSVerifier;

/** Makes associations that share an identity and a small pool of handshake threads. */
public final class DtlsAssociations implements AutoCloseable {
    /**
     * Handshakes at a time. BouncyCastle blocks a thread per handshake, mostly waiting for the peer. One participant has
     * two of them at most ({@link HandshakeSlots}), so many silent ones leave a reserve.
     */
    private static final int THREADS = 128;
    /** Waiting handshakes beyond that are dropped and retried by the peer. */
    private static final int MAX_WAITING = 1024;

    private final DtlsIdentity identity;
    private final DTLSVerifier verifier;
    private final DtlsTimeouts timeouts;
    private final ThreadPoolExecutor pool;
    private final HandshakeSlots slots;

    public DtlsAssociations(Clock clock, DtlsTimeouts timeouts) {
        this.timeouts = timeouts;
        identity = new DtlsIdentity(clock);
        verifier = new DTLSVerifier(identity.crypto());
        pool = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "media-dtls");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        slots = new HandshakeSlots(pool);
    }

    public Fingerprint fingerprint() {
        return identity.fingerprint();
    }

    /**
     * Opens an association whose handshake has a slot of its own.
     *
     * @param peer the only certificate that is accepted
     */
    public DtlsAssociation open(DtlsRole role, Fingerprint peer, DtlsListener listener) {
        return open(role, peer, new Object(), listener);
    }

    /**
     * @param peer the only certificate that is accepted
     * @param participant whose handshakes share slots, by {@code equals}
     */
    public DtlsAssociation open(DtlsRole role, Fingerprint peer, Object participant, DtlsListener listener) {
        return new DtlsAssociation(
                new DtlsSrtpPolicy(identity, peer, timeouts),
                role,
                verifier,
                new Threads(pool, slots, participant),
                listener);
    }

    /** Where an association runs: its handshake in a slot of the participant, what comes later on any thread. */
    record Threads(Executor pool, HandshakeSlots slots, Object participant) {
        boolean handshake(Runnable task) {
            return slots.submit(participant, task);
        }
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
