package org.chattycat.analysis.latency;

import java.time.Instant;

/**
 * Which measurements are stored one by one: at most so many per calendar second, spread over it. Each of the second's
 * equal slots adds one to what may be stored, so a code that changes at just that rate is stored whole.
 */
final class SampleBudget {
    private final int perSecond;
    private long second = Long.MIN_VALUE;
    private int stored;

    SampleBudget(int perSecond) {
        this.perSecond = perSecond;
    }

    boolean take(Instant arrivedAt) {
        if (arrivedAt.getEpochSecond() != second) {
            second = arrivedAt.getEpochSecond();
            stored = 0;
        }
        int slot = (int) ((long) arrivedAt.getNano() * perSecond / 1_000_000_000L);
        if (stored > slot) {
            return false;
        }
        stored++;
        return true;
    }
}
