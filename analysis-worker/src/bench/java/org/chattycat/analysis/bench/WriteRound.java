package org.chattycat.analysis.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chattycat.analysis.database.Database;
import org.chattycat.analysis.database.TestDatabase;
import org.chattycat.analysis.latency.StoredSample;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.store.MeasurementStore;
import org.chattycat.analysis.store.Samples;
import org.chattycat.analysis.store.StoreProperties;

/** Measures how many samples per second the store writes into an embedded PostgreSQL. */
final class WriteRound {
    private static final int ROUNDS = 3;
    private static final int ROWS = 200_000;
    private static final StoreProperties SETTINGS =
            new StoreProperties(Duration.ofMillis(1), 5_000, ROWS, Duration.ofMillis(100), 30, 90);

    private WriteRound() {}

    static void run() throws InterruptedException {
        try (TestDatabase server = new TestDatabase();
                Database database = server.database()) {
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round <= ROUNDS; round++) {
                double rate = rowsPerSecond(database);
                if (round > 0) {
                    rates.add(rate);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"bench\":\"analyse\",\"scenario\":\"write\",\"rowsPerSecond\":%.0f}%n",
                    AnalyseBench.median(rates, rate -> rate));
        }
    }

    private static double rowsPerSecond(Database database) throws InterruptedException {
        List<StoredSample> samples = new ArrayList<>();
        TapLease lease = Samples.lease(1);
        Instant now = Instant.now();
        for (int i = 0; i < ROWS; i++) {
            samples.add(Samples.sample(lease, now.plusNanos(i * 1_000L)));
        }
        try (MeasurementStore store = new MeasurementStore(database, SETTINGS)) {
            store.start();
            long start = System.nanoTime();
            samples.forEach(store::add);
            while (store.writtenRows() < ROWS) {
                Thread.sleep(1);
            }
            return ROWS * 1e9 / (System.nanoTime() - start);
        }
    }
}
