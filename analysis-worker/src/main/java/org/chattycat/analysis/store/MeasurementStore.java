package org.chattycat.analysis.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.latency.LatencyWindow;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.quality.VideoQualityWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes measurements from any thread and writes them in batches from one of its own. Also keeps the tables' partitions
 * ahead of the calendar, and drops those that are too old.
 */
public final class MeasurementStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MeasurementStore.class);
    private static final Duration PARTITION_INTERVAL = Duration.ofHours(12);

    private final Database database;
    private final StoreProperties settings;
    private final RowBuffer<StoredSample> samples;
    private final RowBuffer<LatencyWindow> windows;
    private final RowBuffer<VideoQualityWindow> qualityWindows;
    private final List<RowBuffer<?>> buffers;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "measurement-writer");
    private volatile boolean stopping;
    private long partitionsDueNanos = System.nanoTime();
    private volatile long upToDateNanos = System.nanoTime();
    private boolean failing;

    public MeasurementStore(Database database, StoreProperties settings) {
        this.database = database;
        this.settings = settings;
        this.samples = new RowBuffer<>(Tables.latencySample(), settings);
        this.windows = new RowBuffer<>(Tables.latencyWindow(), settings);
        this.qualityWindows = new RowBuffer<>(Tables.videoQualityWindow(), settings);
        this.buffers = List.of(samples, windows, qualityWindows);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public void add(StoredSample sample) {
        samples.add(sample);
        work.release();
    }

    public void add(LatencyWindow window) {
        windows.add(window);
        work.release();
    }

    public void add(VideoQualityWindow window) {
        qualityWindows.add(window);
        work.release();
    }

    /** Rows that were dropped because the database was away for too long. */
    public long droppedRows() {
        return buffers.stream().mapToLong(RowBuffer::dropped).sum();
    }

    public long writtenRows() {
        return buffers.stream().mapToLong(RowBuffer::written).sum();
    }

    /** Rows that wait to be written. */
    public int waitingRows() {
        return buffers.stream().mapToInt(RowBuffer::waiting).sum();
    }

    /** For how long the oldest row that waits may have been waiting, in seconds; 0 while none does. */
    public double waitingSeconds() {
        return waitingRows() == 0 ? 0 : (System.nanoTime() - upToDateNanos) / 1e9;
    }

    private void run() {
        try {
            long dueNanos = System.nanoTime();
            while (!stopping) {
                keepPartitions();
                if (work.tryAcquire(1, TimeUnit.SECONDS)) {
                    // A row that comes after a pause is written at once; those that come meanwhile gather.
                    TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
                    dueNanos = System.nanoTime() + settings.batchInterval().toNanos();
                    work.drainPermits();
                    writeAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() throws InterruptedException {
        boolean more = true;
        while (more) {
            long startNanos = System.nanoTime();
            try {
                more = false;
                for (RowBuffer<?> buffer : buffers) {
                    more |= buffer.write(database);
                }
                if (!more) {
                    upToDateNanos = startNanos;
                }
                if (failing) {
                    log.info("writing measurements again");
                    failing = false;
                }
            } catch (RuntimeException e) {
                if (!failing) {
                    log.warn("measurements wait for the database: {}", e.toString());
                    failing = true;
                }
                if (stopping) {
                    return;
                }
                Thread.sleep(database.settings().retryInterval().toMillis());
                more = true;
            }
        }
    }

    private void keepPartitions() {
        if (System.nanoTime() - partitionsDueNanos < 0) {
            return;
        }
        try {
            database.run(client ->
                    client.sql("select create_measurement_partitions()").then());
            database.run(client -> client.sql("select drop_measurement_partitions(:samples, :windows)")
                    .bind("samples", settings.keepSampleDays())
                    .bind("windows", settings.keepWindowDays())
                    .then());
            partitionsDueNanos = System.nanoTime() + PARTITION_INTERVAL.toNanos();
        } catch (RuntimeException e) {
            partitionsDueNanos =
                    System.nanoTime() + database.settings().retryInterval().toNanos();
            log.debug("partitions are not as they should be: {}", e.toString());
        }
    }

    /** Writes what is waiting, within the database's time limit, and stops. */
    @Override
    public void close() {
        stopping = true;
        work.release();
        try {
            thread.join(database.settings().statementTimeout().toMillis() * 2);
            thread.interrupt();
            thread.join();
            if (buffers.stream().anyMatch(buffer -> !buffer.isEmpty())) {
                writeAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
