package org.chattycat.analysis.latency;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chattycat.analysis.database.Database;

/**
 * How far the database's clock is ahead of this worker's: workers on several hosts have that clock in common.
 *
 * @param offsetMs database less worker, in ms
 * @param errorMs half the round trip of the reading
 */
public record DatabaseOffset(double offsetMs, double errorMs) {
    private static final int READINGS = 5;

    /** Asks a few times and keeps the reading with the shortest round trip. Waits for the database. */
    public static DatabaseOffset measure(Database database, Clock wall) {
        Optional<DatabaseOffset> best = Optional.empty();
        for (int i = 0; i < READINGS; i++) {
            long beforeNanos = System.nanoTime();
            Instant before = wall.instant();
            Instant there = database.run(client -> client.sql("select clock_timestamp() as now")
                    .map((Readable row) -> row.get("now", Instant.class))
                    .one());
            long tookNanos = System.nanoTime() - beforeNanos;
            double offsetMs =
                    Duration.between(before.plusNanos(tookNanos / 2), there).toNanos() / 1e6;
            DatabaseOffset reading = new DatabaseOffset(offsetMs, tookNanos / 2e6);
            if (best.isEmpty() || reading.errorMs() < best.get().errorMs()) {
                best = Optional.of(reading);
            }
        }
        return best.orElseThrow();
    }
}
