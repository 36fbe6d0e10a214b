package org.chattycat.kurento.embedded.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DTLSVerifier;
import org.bouncycastle.tls.DatagramTransport;

/**
 * One DTLS association. A server takes no thread before a client has sent a whole ClientHello with the cookie that it was
 * given; a client begins by itself. From then until the handshake is over it borrows a thread, and again for each later
 * record (a retransmitted final flight, an alert, close_notify); in between it holds none.
 */
public final class DtlsAssociation {
    /** A flight of a browser has fewer than ten records; what does not fit is retransmitted. */
    private static final int MAX_QUEUED = 64;

    private static final int RECEIVE_LIMIT = 1500;
    /** Records stay below the IPv6 minimum MTU with headers (RFC 8200 section 5: 1280). */
    private static final int SEND_LIMIT = 1200;

    private static final int CLIENT_ID_LENGTH = 16;

    private final DtlsSrtpPolicy policy;
    private final DtlsRole role;
    private final DtlsAssociations.Threads threads;
    private final DtlsListener listener;
    /** Null for a client. */
    private final ClientHelloGate gate;

    private final BlockingQueue<byte[]> records = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final AtomicBoolean running = new AtomicBoolean();
    private final DatagramTransport datagrams = new Datagrams();
    private volatile boolean established;
    private volatile boolean closed;
    /** Touched by the caller's thread only, which is one. */
    private boolean begun;
    /** The ClientHello that a server's handshake begins with; written before the handshake is submitted. */
    private DTLSRequest request;
    /** Whether the handshake has a thread: what comes before waits in vain, because the peer sends it again. */
    private volatile boolean handshaking;
    /** Touched by the thread that has {@link #running} only. */
    private DTLSTransport transport;

    private boolean endedByPeer;
    private long lastHeardNanos;

    DtlsAssociation(
            DtlsSrtpPolicy policy,
            DtlsRole role,
            DTLSVerifier verifier,
            DtlsAssociations.Threads threads,
            DtlsListener listener) {
        this.policy = policy;
        this.role = role;
        this.threads = threads;
        this.listener = listener;
        this.gate = role == DtlsRole.CLIENT ? null : new ClientHelloGate(verifier, newClientId(), datagrams);
    }

    /** Binds the cookie to this association, which hears only addresses that its own ICE credentials came from. */
    private byte[] newClientId() {
        byte[] id = new byte[CLIENT_ID_LENGTH];
        policy.identity().crypto().getSecureRandom().nextBytes(id);
        return id;
    }

    /** Begins the handshake, as soon as packets can be sent; only a client has to. */
    public void start() {
        if (role == DtlsRole.CLIENT && !begun && !closed) {
            begin();
        }
    }

    /** Takes a datagram of the peer; never blocks. What exceeds the queue is lost, as on the network. */
    public void receive(byte[] buffer, int offset, int length) {
        if (closed || !DtlsRecords.mayBelong(established, buffer, offset, length)) {
            return;
        }
        if (!begun && gate != null) {
            request = gate.receive(buffer, offset, length);
            if (request != null) {
                begin();
            }
        } else if (handshaking && records.offer(Arrays.copyOfRange(buffer, offset, offset + length))) {
            wake();
        }
    }

    private void begin() {
        begun = true;
        running.set(true);
        if (!threads.handshake(this::run)) {
            running.set(false);
            tellEnd("too many handshakes are waiting");
        }
    }

    private void wake() {
        if (running.compareAndSet(false, true)) {
            try {
                threads.pool().execute(this::run);
            } catch (RejectedExecutionException e) {
                running.set(false); // The peer retransmits.
            }
        }
    }

    private void run() {
        try {
            if (transport == null && !closed) {
                listener.connecting();
                lastHeardNanos = System.nanoTime();
                handshaking = true;
                SrtpKeys keys = handshake();
                established = true;
                listener.established(keys);
            }
            byte[] ignored = new byte[RECEIVE_LIMIT];
            while (!closed && !records.isEmpty()) {
                transport.receive(ignored, 0, ignored.length, 1);
                if (endedByPeer) {
                    throw new IOException("the peer closed the association");
                }
            }
        } catch (IOException | RuntimeException e) {
            tellEnd(e.getMessage() == null ? e.toString() : e.getMessage());
        } finally {
            running.set(false);
        }
        if (!closed && !records.isEmpty()) {
            wake();
        }
    }

    private void tellEnd(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        if (transport == null) {
            listener.failed(reason);
        } else {
            listener.ended(reason);
        }
    }

    private SrtpKeys handshake() throws IOException {
        SrtpAgreement agreement = new SrtpAgreement();
        transport = role == DtlsRole.CLIENT
                ? new DTLSClientProtocol().connect(new DtlsSrtpClient(policy, agreement), datagrams)
                : new DTLSServerProtocol().accept(new DtlsSrtpServer(policy, agreement), datagrams, request);
        return agreement.keys();
    }

    /** Sends close_notify when there is an association, and ends a handshake that is under way. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        records.clear();
        if (running.compareAndSet(false, true)) {
            try {
                threads.pool().execute(this::sayGoodbye);
            } catch (RejectedExecutionException e) {
                // The pool is closing; the peer notices by its own checks.
            }
        }
    }

    private void sayGoodbye() {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (IOException e) {
            // Nobody is left to tell.
        }
    }

    /** The datagrams below the records, as BouncyCastle wants to see them. */
    private final class Datagrams implements DatagramTransport {
        @Override
        public int getReceiveLimit() {
            return RECEIVE_LIMIT;
        }

        @Override
        public int getSendLimit() {
            return SEND_LIMIT;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
            try {
                // Short waits, so that close() ends a handshake soon.
                long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
                do {
                    if (closed) {
                        throw new IOException("closed");
                    }
                    byte[] record = records.poll(Math.min(100, waitMillis), TimeUnit.MILLISECONDS);
                    if (record != null) {
                        lastHeardNanos = System.nanoTime();
                        int count = Math.min(length, record.length);
                        System.arraycopy(record, 0, buffer, offset, count);
                        return count;
                    }
                    if (!established
                            && System.nanoTime() - lastHeardNanos
                                    > policy.timeouts().flight().toNanos()) {
                        throw new IOException("the peer did not answer for "
                                + policy.timeouts().flight().toMillis() + " ms");
                    }
                } while (System.nanoTime() - deadline < 0);
                return -1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            listener.send(buffer, offset, length);
        }

        /** Called when the peer's close_notify came, and after our own. */
        @Override
        public void close() {
            endedByPeer = true;
        }
    }
}
