package org.chattycat.kurento.embedded.router;

/**
 * The sequence numbers that are missing, and when to request each of them next. Bounded; arrays are allocated once.
 */
final class MissingPackets {
    /** Beyond a quarter of a second of 1 Mbit/s a keyframe is cheaper than retransmission. */
    static final int CAPACITY = 256;
    /** On real paths, packets arrive a few milliseconds out of order; these are not requested. */
    private static final long REORDER_NANOS = 10_000_000L;
    /** About a round trip to a distant peer, used until one was measured. A shorter time would fetch packets twice. */
    private static final long RETRY_NANOS = 60_000_000L;
    /** A shorter time measures the sender's scheduling more than the path. */
    private static final long SHORTEST_RETRY_NANOS = 20_000_000L;
    /** After a longer time, the answer is more likely lost than late. */
    private static final long LONGEST_RETRY_NANOS = 300_000_000L;
    /** Tries at the measured interval. If they fail, the path has an outage, and further tries are slower. */
    private static final int QUICK_TRIES = 3;
    /** Ten tries take longer than 400 ms; then a keyframe is requested. */
    private static final int MAX_TRIES = 10;

    private final long[] sequences = new long[CAPACITY];
    private final long[] due = new long[CAPACITY];
    private final long[] asked = new long[CAPACITY];
    private final int[] tries = new int[CAPACITY];
    private int count;
    /** Time from a request to the packet, smoothed; 0 while unknown. */
    private long roundTripNanos;

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /**
     * Records a gap.
     *
     * @return false if too many packets are missing to repair; all of them are dropped then
     */
    boolean skipped(long from, long toExclusive, long now) {
        if (toExclusive - from > CAPACITY - count) {
            count = 0;
            return false;
        }
        for (long sequence = from; sequence < toExclusive; sequence++) {
            sequences[count] = sequence;
            due[count] = now + REORDER_NANOS;
            tries[count] = 0;
            count++;
        }
        return true;
    }

    boolean contains(long sequence) {
        for (int i = 0; i < count; i++) {
            if (sequences[i] == sequence) {
                return true;
            }
        }
        return false;
    }

    /** @return whether the packet was missing until now */
    boolean arrived(long sequence, long now) {
        for (int i = 0; i < count; i++) {
            if (sequences[i] == sequence) {
                if (tries[i] == 1) {
                    measured(now - asked[i]);
                }
                remove(i);
                return true;
            }
        }
        return false;
    }

    /** Only packets that were requested once show which request was answered. */
    private void measured(long nanos) {
        roundTripNanos = roundTripNanos == 0 ? nanos : roundTripNanos + (nanos - roundTripNanos) / 4;
    }

    private long retryNanos(int tries) {
        if (roundTripNanos == 0) {
            return RETRY_NANOS;
        }
        long measured = Math.min(roundTripNanos * 3 / 2, LONGEST_RETRY_NANOS);
        return Math.max(tries <= QUICK_TRIES ? SHORTEST_RETRY_NANOS : RETRY_NANOS, measured);
    }

    private void remove(int index) {
        int tail = count - index - 1;
        System.arraycopy(sequences, index + 1, sequences, index, tail);
        System.arraycopy(due, index + 1, due, index, tail);
        System.arraycopy(asked, index + 1, asked, index, tail);
        System.arraycopy(tries, index + 1, tries, index, tail);
        count--;
    }

    /**
     * Collects, in order, the 16-bit numbers that are to be requested now.
     *
     * @param into array of at least {@link #CAPACITY} elements
     * @return how many were collected
     */
    int due(long now, int[] into) {
        int collected = 0;
        for (int i = 0; i < count; i++) {
            if (tries[i] < MAX_TRIES && now - due[i] >= 0) {
                tries[i]++;
                asked[i] = now;
                due[i] = now + retryNanos(tries[i]);
                into[collected++] = (int) sequences[i] & 0xffff;
            }
        }
        return collected;
    }

    /**
     * Drops packets that were requested the maximum number of times.
     *
     * @return whether there were any
     */
    boolean expire(long now) {
        int before = count;
        while (count > 0 && tries[0] >= MAX_TRIES && now - due[0] >= 0) {
            remove(0);
        }
        return count < before;
    }
}
