package org.chattycat.analysis.store;

import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.chattycat.analysis.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Rows of one table on their way into the database, bounded. Many threads add, one writes. */
final class RowBuffer<T> {
    private static final Logger log = LoggerFactory.getLogger(RowBuffer.class);
    /** While the database works on one, the next is made ready. */
    private static final int CONCURRENT_BATCHES = 2;
    /** As many as are taken at a time, so that the two ways are seldom idle. */
    private static final int BATCHES = 8;

    private final BatchInsert<T> insert;
    private final int batchRows;
    private final BlockingQueue<T> waiting;
    private final List<T> batch = new ArrayList<>();
    private volatile int inHand;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    RowBuffer(BatchInsert<T> insert, StoreProperties settings) {
        this.insert = insert;
        this.batchRows = settings.batchRows();
        this.waiting = new ArrayBlockingQueue<>(settings.bufferedRows());
    }

    /** Takes a row, or drops and counts it when the buffer is full. */
    void add(T row) {
        if (!waiting.offer(row)) {
            dropped.incrementAndGet();
        }
    }

    /**
     * Writes a batch, or a few at a time when that many wait. After a failure the same rows are tried again next time;
     * those that were written nevertheless are then left alone. Rows that the database refuses even then would stand in
     * the way for ever: they are dropped and counted.
     *
     * @return whether more than that is waiting
     */
    boolean write(Database database) {
        boolean again = !batch.isEmpty();
        if (!again) {
            inHand = waiting.drainTo(batch, batchRows * BATCHES);
        }
        if (!batch.isEmpty()) {
            try {
                writeBatch(database, again);
                written.addAndGet(batch.size());
            } catch (R2dbcDataIntegrityViolationException e) {
                if (!again) {
                    throw e;
                }
                log.error("the database refuses {} rows, which are dropped: {}", batch.size(), e.toString());
                dropped.addAndGet(batch.size());
            }
            batch.clear();
            inHand = 0;
        }
        return waiting.size() >= batchRows;
    }

    private void writeBatch(Database database, boolean again) {
        database.run(client -> Flux.fromStream(IntStream.iterate(0, i -> i < batch.size(), i -> i + batchRows)
                        .mapToObj(i -> batch.subList(i, Math.min(i + batchRows, batch.size()))))
                .flatMap(
                        rows -> database.inTransaction(connection -> insert.insert(connection, rows, again)),
                        CONCURRENT_BATCHES)
                .then());
    }

    boolean isEmpty() {
        return waiting.isEmpty() && batch.isEmpty();
    }

    long dropped() {
        return dropped.get();
    }

    long written() {
        return written.get();
    }

    int waiting() {
        return waiting.size() + inHand;
    }
}
