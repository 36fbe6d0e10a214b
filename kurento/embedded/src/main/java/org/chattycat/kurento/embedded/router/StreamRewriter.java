package org.chattycat.kurento.embedded.router;

import org.chattycat.kurento.rtp.SequenceNumbers;

/**
 * Maps sequence numbers and timestamps of changing sources to one outgoing stream without jumps (like a mixer with one
 * source, RFC 3550 section 7.1). Gaps are kept, because a receiver must see which packets are missing.
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
    /** Until this packet, timestamps advance {@link CatchUp#SPEED} times as slowly as those of the source. */
    private long liveFrom;

    private int runTimestamp;
    private int runOutTimestamp;
    /** How far the run's first packet is behind its source, in units of the RTP clock. */
    private int runBehind;

    /** @param initialSequence the first number, 16 bits; random, as RFC 3550 section 5.1 requires */
    StreamRewriter(int clockRate, int initialSequence, int initialTimestamp) {
        this.clockRate = clockRate;
        this.highest = 0x10000L + initialSequence - 1;
        this.lastTimestamp = initialTimestamp;
    }

    /** Switches to another source, of which this is the first packet. */
    void start(long sequence, int timestamp, long now) {
        timestampOffset = begin(sequence, now) - timestamp;
        liveFrom = sequence;
    }

    /**
     * Switches to a source whose packets since the last keyframe are sent {@link CatchUp#SPEED} times as fast as they
     * arrived. Their timestamps advance as slowly: a receiver that saw a second of video arrive within 200 ms would
     * take the difference for delay of the network, and show everything later by as much.
     *
     * @param sequence the first of these packets
     * @param sourceTimestamp the source's timestamp of this instant
     */
    void startBehind(long sequence, int timestamp, int sourceTimestamp, long now) {
        runOutTimestamp = begin(sequence, now);
        runTimestamp = timestamp;
        runBehind = sourceTimestamp - timestamp;
        timestampOffset = runOutTimestamp - sourceTimestamp;
        liveFrom = Long.MAX_VALUE;
    }

    /** @return the timestamp of this instant */
    private int begin(long sequence, long now) {
        sequenceOffset = highest + 1 - sequence;
        firstSequence = sequence;
        // Time has passed between the sources. The minimum of one step keeps two frames from sharing a timestamp.
        long elapsed = everStarted ? Math.max(1, (now - lastNanos) / 1000 * clockRate / 1_000_000) : 0;
        everStarted = true;
        return lastTimestamp + (int) elapsed;
    }

    /** Whether the packet precedes the start. It must not be sent, because its number belongs to the former source. */
    boolean isBeforeStart(long sequence) {
        return sequence < firstSequence;
    }

    /** Whether nothing from this packet on has been sent, so that a packet can be inserted before it. */
    boolean isAhead(long sequence) {
        return sequence(sequence) > highest;
    }

    /**
     * Gives the number of this packet to one that was inserted before it. Packets before it cannot be sent any more,
     * because their numbers would be ambiguous.
     */
    void insertBefore(long sequence) {
        sequenceOffset++;
        firstSequence = sequence;
    }

    long sequence(long sequence) {
        return sequence + sequenceOffset;
    }

    /** The timestamp of a packet that is sent, or was sent before. */
    int timestamp(long sequence, int timestamp) {
        int live = liveTimestamp(timestamp);
        if (sequence >= liveFrom) {
            return live;
        }
        int behind = runOutTimestamp + (timestamp - runTimestamp) / CatchUp.SPEED;
        int ahead = behind - live;
        if (ahead > 0 && ahead <= runBehind) {
            return behind;
        }
        if (isAhead(sequence)) {
            liveFrom = sequence; // The first frame that has caught up, or after a jump of the source's timestamps.
        }
        return live;
    }

    /** The timestamp of an instant of the source, which is not that of a packet. */
    int liveTimestamp(int timestamp) {
        return timestamp + timestampOffset;
    }

    void sent(long outSequence, int outTimestamp, long now) {
        if (outSequence > highest) {
            highest = outSequence;
            lastTimestamp = outTimestamp;
            lastNanos = now;
        }
    }

    /**
     * @return the source's sequence number for a sent 16-bit number, or {@link Long#MIN_VALUE} if it belongs to another
     *     source
     */
    long source(int outSequence16) {
        long out = SequenceNumbers.extend(outSequence16, highest);
        long source = out - sequenceOffset;
        return out > highest || source < firstSequence ? Long.MIN_VALUE : source;
    }
}
