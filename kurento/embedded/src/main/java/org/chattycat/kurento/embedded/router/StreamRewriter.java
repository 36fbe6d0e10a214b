package org.chattycat.kurento.embedded.router;

import org.chattycat.kurento.rtp.SequenceNumbers;

/**
 * Maps sequence numbers and timestamps of changing sources onto one outgoing stream without jumps (as a mixer of one
 * source does, RFC 3550 section 7.1). Gaps stay gaps: a receiver must see what is missing.
 */
final class StreamRewriter {
    private final int clockRate;
    private long sequenceOffset;
    private int timestampOffset;
    private long firstSequence;
    private long highest;
    private int lastTimestamp;
    private long lastNanos;
    private boolean everStarted;

    /** @param initialSequence the first number, 16 bits; random, as RFC 3550 section 5.1 asks */
    StreamRewriter(int clockRate, int initialSequence, int initialTimestamp) {
        this.clockRate = clockRate;
        this.highest = 0x10000L + initialSequence - 1;
        this.lastTimestamp = initialTimestamp;
    }

    /** From now on packets come from another source; its first one is this. */
    void start(long sequence, int timestamp, long now) {
        sequenceOffset = highest + 1 - sequence;
        // Time went on between the sources; at least one step, so that no two frames share a timestamp.
        long elapsed = everStarted ? Math.max(1, (now - lastNanos) / 1000 * clockRate / 1_000_000) : 0;
        timestampOffset = lastTimestamp + (int) elapsed - timestamp;
        firstSequence = sequence;
        everStarted = true;
    }

    /** Whether the packet is from before the start: it may not be sent, its number belongs to the former source. */
    boolean isBeforeStart(long sequence) {
        return sequence < firstSequence;
    }

    long sequence(long sequence) {
        return sequence + sequenceOffset;
    }

    int timestamp(int timestamp) {
        return timestamp + timestampOffset;
    }

    void sent(long outSequence, int outTimestamp, long now) {
        if (outSequence > highest) {
            highest = outSequence;
            lastTimestamp = outTimestamp;
            lastNanos = now;
        }
    }

    /** @return the source's number of a 16-bit number that was sent, or {@link Long#MIN_VALUE} if it is not of this source */
    long source(int outSequence16) {
        long out = SequenceNumbers.extend(outSequence16, highest);
        long source = out - sequenceOffset;
        return out > highest || source < firstSequence ? Long.MIN_VALUE : source;
    }
}
