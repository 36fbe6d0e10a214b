package org.chattycat.kurento.peer.dtls;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSVerifier;

/** Creates associations that share an identity and a bounded pool of handshake threads. */
public final class DtlsAssociations implements AutoCloseable {
    /**
     * Concurrent handshakes. BouncyCastle blocks one thread per handshake, which mostly waits for the peer. Each participant
     * has at most two ({@link HandshakeSlots}), so that even many silent participants leave threads for others.
     */
    private static final int THREADS = 128;
    /** Further handshakes fail. */
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
     * Opens an association that belongs to no participant, so that it waits for no other handshake's slot.
     *
     * @param peer fingerprint of the only certificate that is accepted
     */
    public DtlsAssociation open(DtlsRole role, Fingerprints peer, DtlsListener listener) {
        return open(role, peer, new Object(), listener);
    }

    /**
     * Opens an association.
     *
     * @param peer fingerprint of the only certificate that is accepted
     * @param participant owner of the handshake's slot; equal participants share their slots
     */
    public DtlsAssociation open(DtlsRole role, Fingerprints peer, Object participant, DtlsListener listener) {
        return new DtlsAssociation(
                identity, peer, timeouts, role, verifier, new Threads(pool, slots, participant), listener);
    }

    /** Where an association runs: its handshake in one of the participant's slots, later records on any thread of the pool. */
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
