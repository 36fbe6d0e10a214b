package org.chattycat.analysis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.chattycat.analysis.database.Database;
import reactor.core.publisher.Flux;

/** Rows of one table on their way into the database, bounded. Many threads add, one writes. */
final class RowBuffer<T> {
    /** While the database works on one, the next is made ready. */
    private static final int CONCURRENT_BATCHES = 2;

    private final BatchInsert<T> insert;
    private final int batchRows;
    private final BlockingQueue<T> waiting;
    private final List<T> batch = new ArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    RowBuffer(BatchInsert<T> insert, StoreSettings settings) {
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
     * those that were written nevertheless are left alone by the statement.
     *
     * @return whether more than that is waiting
     */
    boolean write(Database database) {
        if (batch.isEmpty()) {
            waiting.drainTo(batch, batchRows * CONCURRENT_BATCHES);
        }
        if (!batch.isEmpty()) {
            database.run(client -> Flux.fromStream(IntStream.iterate(0, i -> i < batch.size(), i -> i + batchRows)
                            .mapToObj(i -> batch.subList(i, Math.min(i + batchRows, batch.size()))))
                    .flatMap(rows -> insert.insert(client, rows), CONCURRENT_BATCHES)
                    .then());
            written.addAndGet(batch.size());
            batch.clear();
        }
        return waiting.size() >= batchRows;
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
        return waiting.size();
    }
}
