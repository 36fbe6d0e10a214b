package org.chattycat.kurento.embedded.router;

import org.chattycat.kurento.rtp.SequenceNumbers;

/**
 * Decides which packets belong to the received stream, after RFC 3550 appendix A.1: one stray packet neither replaces a
 * source nor moves its sequence numbers, and two in a row do.
 */
final class SourceValidation {
    /** What to do with a packet. */
    enum Verdict {
        /** It continues the stream. */
        CONTINUES,
        /** It is the first of another source, or of the same source with new sequence numbers. */
        STARTS,
        /** It is dropped. */
        STRAY
    }

    /** A larger gap in the sequence numbers is a restart (MAX_DROPOUT). */
    private static final int MAX_DROPOUT = 3000;
    /** A larger gap cannot be repaired. It is believed if the next packet confirms it, and may be a stray packet. */
    private static final int MAX_UNCONFIRMED_GAP = MissingPackets.CAPACITY;
    /** A packet that is older is not a late one (MAX_MISORDER). */
    private static final int MAX_MISORDER = 100;
    /** A sender that changes its SSRC stops using the old one. A second SSRC at the same time is not forwarded. */
    private static final long SILENCE_NANOS = 500_000_000L;

    private boolean known;
    private int ssrc;
    private int highest;
    /** Whether two packets of the source came in a row. */
    private boolean established;

    private boolean ended;
    private long lastNanos;
    private boolean hasCandidate;
    private int candidateSsrc;
    private int candidateNext;

    boolean isKnown() {
        return known;
    }

    /** Only valid if {@link #isKnown()}. */
    int ssrc() {
        return ssrc;
    }

    /**
     * Judges a packet that is not a retransmission.
     *
     * @param sequenceNumber 16 bits
     * @param wanted whether the packet with this number is missing; however late it is, it belongs to the stream
     * @param now on the clock of {@link System#nanoTime}
     */
    Verdict check(int packetSsrc, int sequenceNumber, boolean wanted, long now) {
        if (!known || packetSsrc != ssrc && ended) {
            return start(packetSsrc, sequenceNumber, false, now);
        }
        if (packetSsrc == ssrc && (wanted || isNear(sequenceNumber))) {
            continued(sequenceNumber, now);
            return Verdict.CONTINUES;
        }
        if (packetSsrc != ssrc && established && now - lastNanos < SILENCE_NANOS) {
            return Verdict.STRAY;
        }
        if (hasCandidate && candidateSsrc == packetSsrc && candidateNext == sequenceNumber) {
            if (packetSsrc == ssrc && isAhead(sequenceNumber, MAX_DROPOUT)) {
                continued(sequenceNumber, now);
                return Verdict.CONTINUES;
            }
            return start(packetSsrc, sequenceNumber, true, now);
        }
        hasCandidate = true;
        candidateSsrc = packetSsrc;
        candidateNext = next(sequenceNumber);
        return Verdict.STRAY;
    }

    /** The source has said BYE (RFC 3550 section 6.6), so that another one may begin at once. */
    void ended(int byeSsrc) {
        ended |= known && byeSsrc == ssrc;
    }

    private boolean isNear(int sequenceNumber) {
        int behind = SequenceNumbers.difference(highest, sequenceNumber);
        return behind >= 0 && behind <= MAX_MISORDER || isAhead(sequenceNumber, MAX_UNCONFIRMED_GAP);
    }

    private boolean isAhead(int sequenceNumber, int atMost) {
        int ahead = SequenceNumbers.difference(sequenceNumber, highest);
        return ahead > 0 && ahead <= atMost;
    }

    private void continued(int sequenceNumber, long now) {
        established |= sequenceNumber == next(highest);
        if (SequenceNumbers.difference(sequenceNumber, highest) > 0) {
            highest = sequenceNumber;
        }
        lastNanos = now;
        hasCandidate = false;
    }

    private Verdict start(int packetSsrc, int sequenceNumber, boolean inARow, long now) {
        known = true;
        ssrc = packetSsrc;
        highest = sequenceNumber;
        established = inARow;
        ended = false;
        lastNanos = now;
        hasCandidate = false;
        return Verdict.STARTS;
    }

    private static int next(int sequenceNumber) {
        return sequenceNumber + 1 & 0xffff;
    }
}
