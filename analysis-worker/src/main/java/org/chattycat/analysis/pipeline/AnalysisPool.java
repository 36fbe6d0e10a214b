package org.chattycat.analysis.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fixed number of threads that decode and scan for all streams. Decoding has priority, because a frame that is not decoded
 * corrupts later ones. Streams take turns in scanning, and each scans its newest frame. Under overload, scan rates fall first,
 * and evenly, but not to zero: a measurement that stops on a busy machine would hide what it is meant to show. Two threads
 * never process the same stream at the same time.
 */
final class AnalysisPool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AnalysisPool.class);

    /** While both wait, decoding gets this many times the time of scanning, so scans keep a quarter. */
    private static final int DECODE_TO_SCAN = 3;
    /** Scanning accumulates at most this much time, so that it does not delay decoding for long afterwards. */
    private static final long MAX_SCAN_CREDIT_NANOS = 5_000_000;

    /** The work that the pool does for a stream. */
    interface Work {
        /** Decodes some of the waiting packets. */
        Outcome decode();

        /** Scans the newest frame, if a scan is due. */
        void scan();
    }

    /**
     * @param more whether more packets wait to be decoded
     * @param scanDue whether the newest frame is due for a scan
     */
    record Outcome(boolean more, boolean scanDue) {}

    /** A stream's place in the pool. */
    final class Seat {
        private final Work work;
        private boolean running;
        private boolean wanted;
        private boolean queued;
        private boolean scanQueued;

        private Seat(Work work) {
            this.work = work;
        }

        /** Reports that packets wait to be decoded. Returns at once. */
        void ready() {
            lock.lock();
            try {
                if (running) {
                    wanted = true;
                } else if (!queued) {
                    queued = true;
                    decodes.addLast(this);
                    workWaits.signal();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition workWaits = lock.newCondition();
    private final Deque<Seat> decodes = new ArrayDeque<>();
    private final Deque<Seat> scans = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private final LongSupplier nanoTime;
    /** Time that scanning may take before decoding goes first again. */
    private long scanCreditNanos;

    private boolean stopping;

    AnalysisPool(int size) {
        this(size, System::nanoTime);
    }

    AnalysisPool(int size, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (int i = 1; i <= size; i++) {
            Thread thread = new Thread(this::run, "analysis-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    Seat seat(Work work) {
        return new Seat(work);
    }

    private void run() {
        lock.lock();
        try {
            while (!stopping || !decodes.isEmpty()) {
                boolean scanFirst = decodes.isEmpty() || scanCreditNanos > 0;
                Seat scan = scanFirst ? nextScan() : null;
                Seat decode = scan == null ? decodes.pollFirst() : null;
                if (decode != null) {
                    decode.queued = false;
                    runUnlocked(decode, true);
                } else if (scan != null) {
                    runUnlocked(scan, false);
                } else {
                    workWaits.await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private Seat nextScan() {
        for (Iterator<Seat> i = scans.iterator(); i.hasNext(); ) {
            Seat seat = i.next();
            if (!seat.running) {
                i.remove();
                seat.scanQueued = false;
                return seat;
            }
        }
        return null;
    }

    private void runUnlocked(Seat seat, boolean decode) {
        seat.running = true;
        seat.wanted = false;
        lock.unlock();
        long startNanos = nanoTime.getAsLong();
        Outcome outcome = new Outcome(false, false);
        try {
            if (decode) {
                outcome = seat.work.decode();
            } else {
                seat.work.scan();
            }
        } catch (RuntimeException | Error e) {
            log.error("a stream failed", e);
        } finally {
            lock.lock();
        }
        long tookNanos = nanoTime.getAsLong() - startNanos;
        scanCreditNanos = Math.min(
                MAX_SCAN_CREDIT_NANOS,
                decode ? scanCreditNanos + tookNanos / DECODE_TO_SCAN : Math.max(0, scanCreditNanos) - tookNanos);
        seat.running = false;
        if (outcome.scanDue() && !seat.scanQueued) {
            seat.scanQueued = true;
            scans.addLast(seat);
        }
        if (outcome.more() || seat.wanted) {
            seat.queued = true;
            decodes.addLast(seat);
        }
        // This thread takes one task next, and another thread may take the other.
        if (decodes.size() + scans.size() > 1) {
            workWaits.signal();
        }
    }

    /** Stops after decoding what waits, including the ends of streams. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            workWaits.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread thread : threads) {
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
