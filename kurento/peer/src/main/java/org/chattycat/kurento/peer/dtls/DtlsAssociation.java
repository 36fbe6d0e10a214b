package org.chattycat.kurento.peer.dtls;

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
 * One DTLS association. A client starts its handshake itself. A server starts when the peer has sent a complete ClientHello
 * with the cookie of the HelloVerifyRequest. The association holds a thread during the handshake, and again for each later
 * record (a retransmitted final flight, an alert, close_notify). Otherwise it holds none.
 */
public final class DtlsAssociation {
    /** A browser's flight has fewer than ten records. The peer retransmits records that do not fit. */
    private static final int MAX_QUEUED = 64;

    private static final int RECEIVE_LIMIT = 1500;
    /** With headers, datagrams stay below the IPv6 minimum MTU (RFC 8200 section 5: 1280). */
    private static final int SEND_LIMIT = 1200;

    private static final int CLIENT_ID_LENGTH = 16;

    private final DtlsSrtpHandshake handshake;
    private final DtlsTimeouts timeouts;
    private final DtlsRole role;
    private final DtlsAssociations.Threads threads;
    private final DtlsListener listener;
    /** Null for a client. */
    private final ClientHelloGate gate;

    private final BlockingQueue<byte[]> records = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final AtomicBoolean running = new AtomicBoolean();
    private final DatagramTransport datagrams = new DatagramLayer();
    private volatile boolean established;
    private volatile boolean closed;
    /** Closed by this side, which then owes the peer a close_notify. */
    private volatile boolean closing;
    /** Used only by the caller's thread; there is one. */
    private boolean begun;
    /** The ClientHello that starts a server's handshake; written before the handshake is submitted. */
    private DTLSRequest request;
    /** Whether the handshake has a thread. Earlier records are dropped; the peer sends them again. */
    private volatile boolean handshaking;
    /** Used only by the thread that set {@link #running}. */
    private DTLSTransport transport;

    private boolean endedByPeer;
    private long lastHeardNanos;

    DtlsAssociation(
            DtlsIdentity identity,
            Fingerprints peer,
            DtlsTimeouts timeouts,
            DtlsRole role,
            DTLSVerifier verifier,
            DtlsAssociations.Threads threads,
            DtlsListener listener) {
        this.handshake = new DtlsSrtpHandshake(identity, peer, timeouts.handshakeMillis());
        this.timeouts = timeouts;
        this.role = role;
        this.threads = threads;
        this.listener = listener;
        this.gate = role == DtlsRole.CLIENT ? null : new ClientHelloGate(verifier, newClientId(), datagrams);
    }

    /** Binds the cookie to this association, which receives only from addresses that used its own ICE credentials. */
    private byte[] newClientId() {
        byte[] id = new byte[CLIENT_ID_LENGTH];
        handshake.crypto().getSecureRandom().nextBytes(id);
        return id;
    }

    /** Starts a client's handshake; call it as soon as packets can be sent. Does nothing for a server. */
    public void start() {
        if (role == DtlsRole.CLIENT && !begun && !closed) {
            begin();
        }
    }

    /** Takes a datagram from the peer; never blocks. Datagrams that exceed the queue are lost, as on the network. */
    public void receive(byte[] buffer, int offset, int length) {
        if (closed || !DtlsRecords.isPlausible(established, buffer, offset, length)) {
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
            reportEnd("too many handshakes are waiting");
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
                SrtpKeys keys = completeHandshake();
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
            reportEnd(e.getMessage() == null ? e.toString() : e.getMessage());
        } finally {
            running.set(false);
        }
        if (closing) {
            // close() has come while this thread held the association, and has left the last message to it.
            sendCloseNotifyOnce();
        } else if (!closed && !records.isEmpty()) {
            wake();
        }
    }

    private void reportEnd(String reason) {
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

    private SrtpKeys completeHandshake() throws IOException {
        transport = role == DtlsRole.CLIENT
                ? new DTLSClientProtocol().connect(new DtlsSrtpClient(handshake), datagrams)
                : new DTLSServerProtocol().accept(new DtlsSrtpServer(handshake), datagrams, request);
        return handshake.keys();
    }

    /** Sends close_notify if the association is established, and aborts a running handshake. */
    public void close() {
        if (closed) {
            return;
        }
        closing = true;
        closed = true;
        records.clear();
        try {
            threads.pool().execute(this::sendCloseNotifyOnce);
        } catch (RejectedExecutionException e) {
            // The pool is closing; the peer's consent checks will fail.
        }
    }

    private void sendCloseNotifyOnce() {
        if (!running.compareAndSet(false, true)) {
            return; // A thread is about to do it, or has done it: running stays true.
        }
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (IOException e) {
            // The association is closed either way.
        }
    }

    /** The datagram layer below DTLS records, in the terms of BouncyCastle. */
    private final class DatagramLayer implements DatagramTransport {
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
                // Short waits, so that close() soon ends a handshake.
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
                                    > timeouts.flight().toNanos()) {
                        throw new IOException("the peer did not answer for "
                                + timeouts.flight().toMillis() + " ms");
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

        /** BouncyCastle calls this after the peer's close_notify, and after our own. */
        @Override
        public void close() {
            endedByPeer = true;
        }
    }
}
