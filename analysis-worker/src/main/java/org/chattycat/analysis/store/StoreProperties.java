package org.chattycat.analysis.store;

import java.time.Duration;

/**
 * How measurements are written.
 *
 * @param batchInterval shortest time between the beginnings of two writes, so that rows gather
 * @param batchRows rows of one statement
 * @param bufferedRows rows of each kind that wait in memory while the database is away
 * @param notifyInterval shortest time between two notifications of live values
 * @param keepSampleDays how many days samples are stored
 * @param keepWindowDays how many days windows of a second are stored
 */
public record StoreProperties(
        Duration batchInterval,
        int batchRows,
        int bufferedRows,
        Duration notifyInterval,
        int keepSampleDays,
        int keepWindowDays) {
    private static final int MAX_DAYS = 36_500;

    public StoreProperties {
        if (batchInterval.isNegative() || batchInterval.isZero()) {
            throw new IllegalArgumentException("The store batch interval must be positive.");
        }
        if (batchRows < 1 || batchRows > 50_000) {
            throw new IllegalArgumentException("The store batch rows must lie in 1 to 50000.");
        }
        if (bufferedRows < batchRows) {
            throw new IllegalArgumentException("The store must buffer at least one batch of rows.");
        }
        if (notifyInterval.isNegative() || notifyInterval.isZero()) {
            throw new IllegalArgumentException("The store notify interval must be positive.");
        }
        if (Math.min(keepSampleDays, keepWindowDays) < 1 || Math.max(keepSampleDays, keepWindowDays) > MAX_DAYS) {
            throw new IllegalArgumentException("The store must keep measurements for 1 to 36500 days.");
        }
    }
}
