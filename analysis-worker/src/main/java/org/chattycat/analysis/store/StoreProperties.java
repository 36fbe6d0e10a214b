package org.chattycat.analysis.store;

import java.time.Duration;

/**
 * How measurements are written.
 *
 * @param batchInterval least time between the beginnings of two writes, for rows to gather
 * @param batchRows how many rows one statement carries at most
 * @param bufferedRows how many rows of a kind wait at most while the database is away
 * @param notifyInterval least time between two notifications of live values
 * @param keepDays for how many days measurements are kept
 */
public record StoreProperties(
        Duration batchInterval, int batchRows, int bufferedRows, Duration notifyInterval, int keepDays) {
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
        if (keepDays < 1 || keepDays > 36_500) {
            throw new IllegalArgumentException("The store must keep measurements for 1 to 36500 days.");
        }
    }
}
