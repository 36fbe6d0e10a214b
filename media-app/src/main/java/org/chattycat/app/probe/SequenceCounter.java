package org.chattycat.app.probe;

/** Packets of one stream that arrived and that are missing, by their sequence numbers (RFC 3550 appendix A.1). */
final class SequenceCounter {
    private long first = -1;
    private long highest;
    private long received;

    /** Counts a packet. A late one is not missing; one that came twice makes up for one that is. */
    synchronized void add(int sequenceNumber) {
        if (first < 0) {
            first = sequenceNumber;
            highest = sequenceNumber;
        } else {
            highest = Math.max(highest, highest + (short) (sequenceNumber - (int) highest));
        }
        received++;
    }

    /** The highest number, extended by the rounds of 65536. */
    synchronized long highest() {
        return highest;
    }

    synchronized Received received() {
        return new Received(received, first < 0 ? 0 : Math.max(0, highest - first + 1 - received));
    }
}
