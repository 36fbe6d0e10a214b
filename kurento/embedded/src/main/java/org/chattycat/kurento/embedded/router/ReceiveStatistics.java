package org.chattycat.kurento.embedded.router;

import org.chattycat.kurento.rtp.SequenceNumbers;

/** Statistics of one received stream, after RFC 3550 section 6.4.1 and appendices A.3 and A.8. */
final class ReceiveStatistics {
    private final int clockRate;
    private long first = -1;
    private long highest = -1;
    private long packets;
    private long originals;
    private long bytes;
    private long expectedBefore;
    private long originalsBefore;
    private int fractionLost;
    private double jitter;
    private long lastTransit;
    private boolean hasTransit;

    ReceiveStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /**
     * @return the extended sequence number; the first cycle is 1, so that late packets at the start have positive
     *     numbers
     */
    long extend(int sequenceNumber) {
        return highest < 0 ? 0x10000L + sequenceNumber : SequenceNumbers.extend(sequenceNumber, highest);
    }

    long highest() {
        return highest;
    }

    /**
     * @param retransmitted retransmitted packets still count as lost, because the sender must see the loss of its path
     */
    void received(long sequence, int payloadBytes, boolean retransmitted) {
        if (first < 0) {
            first = sequence;
        }
        highest = Math.max(highest, sequence);
        packets++;
        originals += retransmitted ? 0 : 1;
        bytes += payloadBytes;
    }

    /** Interarrival jitter counts original packets only: a retransmission is late by design. */
    void arrived(int timestamp, long arrivalNanos) {
        long arrival = arrivalNanos / 1000 * clockRate / 1_000_000;
        long transit = (int) arrival - timestamp;
        int difference = (int) (transit - lastTransit);
        if (hasTransit && Math.abs(difference) < clockRate * 10L) {
            jitter += (Math.abs(difference) - jitter) / 16;
        }
        lastTransit = transit;
        hasTransit = true;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    long lost() {
        return first < 0 ? 0 : Math.max(0, highest - first + 1 - originals);
    }

    double jitterSeconds() {
        return jitter / clockRate;
    }

    long jitter() {
        return (long) jitter;
    }

    /** Fraction lost in the last report interval, in 1/256. */
    int fractionLost() {
        return fractionLost;
    }

    /** Ends a report interval. */
    void closeInterval() {
        long expected = first < 0 ? 0 : highest - first + 1;
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (originals - originalsBefore);
        fractionLost = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
        expectedBefore = expected;
        originalsBefore = originals;
    }
}
