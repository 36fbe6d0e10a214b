package org.chattycat.analysis.latency;

import org.chattycat.analysis.clock.ClockCode;

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
        int scanMicros) {}
