package org.chattycat.analysis.lease;

import java.time.Duration;

/**
 * How taps are leased.
 *
 * @param period how long a tap belongs to a worker without renewal; after that, others take over a dead worker's taps
 * @param heartbeat how often a worker renews and looks for free taps
 * @param retry the pause before a failed tap is tried again
 * @param capacity the largest number of taps of this worker
 */
public record LeaseProperties(Duration period, Duration heartbeat, Duration retry, int capacity) {
    public LeaseProperties {
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("The lease heartbeat must be positive.");
        }
        if (period.compareTo(heartbeat.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException("The lease period must be at least three heartbeats.");
        }
        if (retry.isNegative() || retry.isZero()) {
            throw new IllegalArgumentException("The lease retry must be positive.");
        }
        if (capacity < 1 || capacity > 10_000) {
            throw new IllegalArgumentException("The lease capacity must lie in 1 to 10000.");
        }
    }
}
