package org.chattycat.analysis.latency;

import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.qr.ScanStage;

/**
 * A clock code in a frame.
 *
 * @param rtpTimestamp when the frame was taken, in 1/90000 s of the sender's media clock, wrapping
 * @param firstArrivalNanos arrival of the frame's first packet
 * @param lastArrivalNanos arrival of its last
 */
public record ClockReading(
        ClockCode.Valid code,
        int rtpTimestamp,
        long firstArrivalNanos,
        long lastArrivalNanos,
        CodePlace place,
        String scanStage,
        int decodeMicros,
        int scanMicros) {
    /** Whether the text was only recognised as one that may follow the last one, which proves nothing about the clock. */
    boolean predicted() {
        return scanStage.equals(ScanStage.PREDICTED.name());
    }
}
