package org.chattycat.kurento.embedded.router;

/**
 * Sequence numbers that a receiver waits for, and when to ask for each (again). Bounded; arrays are allocated once.
 */
final class MissingPackets {
    /** Beyond a quarter of a second of 1 Mbit/s a keyframe is cheaper than retransmission. */
    static final int CAPACITY = 256;
    /** Packets overtake each other by a few milliseconds on real paths; do not ask for these. */
    private static final long REORDER_NANOS = 10_000_000L;
    /** About a round trip to a far peer, while nothing was measured: asking sooner fetches the same packet twice. */
    private static final long RETRY_NANOS = 60_000_000L;
    /** Below, the sender's own scheduling shows more than the path. */
    private static final long SHORTEST_RETRY_NANOS = 20_000_000L;
    /** Beyond, a lost answer is likelier than one that is on its way. */
    private static final long LONGEST_RETRY_NANOS = 300_000_000L;
    /** Tries at the measured pace; what they do not bring is kept from them by an outage, which takes its time. */
    private static final int QUICK_TRIES = 3;
    /** Ten tries outlast 400 ms; whoever still waits has asked for a keyframe by then. */
    private static final int MAX_TRIES = 10;

    private final long[] sequences = new long[CAPACITY];
    private final long[] due = new long[CAPACITY];
    private final long[] asked = new long[CAPACITY];
    private final int[] tries = new int[CAPACITY];
    private int count;
    /** From asking to getting, smoothed; 0 while unknown. */
    private long roundTripNanos;

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /**
     * Notes that everything in between was skipped.
     *
     * @return false when this is too much to repair; then nothing is waited for any more
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

    /** Only packets asked for once tell which question was answered. */
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
     * Collects, in order, the 16-bit numbers that are to be asked for now.
     *
     * @param into at least {@link #CAPACITY} long
     * @return how many
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

    /** Forgets what was asked for often enough. @return whether there was any */
    boolean expire(long now) {
        int before = count;
        while (count > 0 && tries[0] >= MAX_TRIES && now - due[0] >= 0) {
            remove(0);
        }
        return count < before;
    }
}
