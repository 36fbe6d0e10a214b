package org.chattycat.analysis.pipeline;

import org.chattycat.analysis.clock.ClockCode;
import org.chattycat.analysis.latency.ClockReading;
import org.chattycat.analysis.latency.CodePlace;
import org.chattycat.analysis.latency.LatencyMeter;
import org.chattycat.analysis.qr.CodeDetection;
import org.chattycat.kurento.rtp.vp8.EncodedFrame;
import org.opencv.core.Rect;

/** Parses the codes of a frame and passes clocks and refusals to the latency meter, and what is seen to its reports. */
record CodeEvaluation(LatencyMeter latency, SeenCodeReports seenCodes, StreamStatistics statistics) {
    void evaluate(CodeDetection detection, DecodedFrame frame, int scanMicros) {
        ClockCode code = ClockCode.parse(detection.text());
        boolean othersClock = code instanceof ClockCode.Valid valid && latency.belongsToAnother(valid);
        seenCodes.read(
                code,
                othersClock,
                detection.place(),
                frame.luma().size(),
                frame.encoded().firstArrivalNanos());
        if (code instanceof ClockCode.Valid valid) {
            statistics.clockRead(detection.stage());
            latency.clockRead(reading(valid, detection, frame, scanMicros));
        } else if (code instanceof ClockCode.Refused refused) {
            statistics.clockRefused(refused.reason());
            latency.refused(refused.reason());
        }
    }

    private static ClockReading reading(
            ClockCode.Valid code, CodeDetection detection, DecodedFrame frame, int scanMicros) {
        EncodedFrame encoded = frame.encoded();
        Rect bounds = detection.place().bounds();
        return new ClockReading(
                code,
                encoded.rtpTimestamp(),
                encoded.firstArrivalNanos(),
                encoded.lastArrivalNanos(),
                new CodePlace(
                        frame.luma().cols(), frame.luma().rows(), bounds.x, bounds.y, bounds.width, bounds.height),
                detection.stage().name(),
                frame.decodeMicros(),
                scanMicros);
    }
}
