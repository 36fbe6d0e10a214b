package org.chattycat.app.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * How far the clock of a database is ahead of a machine's.
 *
 * @param offsetMs database less the machine, in ms
 * @param errorMs half the round trip of the reading
 */
public record ClockOffset(double offsetMs, double errorMs) {
    /** Far above what NTP leaves, and a tenth of a latency that people notice. */
    private static final double TOLERANCE_MS = 20;

    private static final int READINGS = 5;

    /** Compares with this machine: asks a few times and keeps the reading with the shortest round trip. */
    static ClockOffset measure(Connection connection) throws SQLException {
        ClockOffset best = null;
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < READINGS; i++) {
                long beforeNanos = System.nanoTime();
                Instant before = Instant.now();
                OffsetDateTime there;
                try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
                    row.next();
                    there = row.getObject(1, OffsetDateTime.class);
                }
                long tookNanos = System.nanoTime() - beforeNanos;
                Duration ahead = Duration.between(before.plusNanos(tookNanos / 2), there.toInstant());
                ClockOffset reading = new ClockOffset(ahead.toNanos() / 1e6, tookNanos / 2e6);
                if (best == null || reading.errorMs() < best.errorMs()) {
                    best = reading;
                }
            }
        }
        return best;
    }

    /** Whether the clocks certainly differ by more than can be tolerated. */
    public boolean isTooLarge() {
        return Math.abs(offsetMs) - errorMs > TOLERANCE_MS;
    }
}
