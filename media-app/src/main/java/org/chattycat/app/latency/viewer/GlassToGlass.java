package org.chattycat.app.latency.viewer;

import org.chattycat.analysis.live.ClockSource;

/**
 * The way of one publication's frames from a viewer's view, in ms; null for what is unknown. The sum is an estimate: its stages
 * come from different measurements, and the transit to the viewer is taken to be half of the round trip.
 *
 * <p>Both halves of the way meet at a frame's first packet. The latency from camera to server ends when it arrives at the
 * worker, and the jitter buffer of the viewer begins when it arrives there. So the time between a frame's first and last packet
 * is part of the jitter buffer, and is counted once.
 *
 * @param cameraToServerMs the newest estimate of a worker, with its bounds
 * @param cameraSource the clock that it was read from
 * @param captureMs the part of it that passes in the camera, with {@code capturePlusMinusMs}, half of its 95 % interval
 * @param mediaServerMs time in the media server on the way to the viewer. The latency from camera to server contains as much
 *     on the way to the worker, so it is a part of that too
 * @param downlinkMs transit of a packet from the media server to the viewer
 * @param jitterBufferMs from the arrival of a frame's first packet to its exit from the jitter buffer
 * @param decodeMs time in the decoder
 * @param renderMs from there to the instant when the browser expects the frame on the screen
 * @param estimateMs glass to glass: the sum of the stages; null if one of them is unknown
 * @param lowerMs its lower bound
 * @param upperMs its upper bound
 */
public record GlassToGlass(
        Double cameraToServerMs,
        Double cameraToServerLowerMs,
        Double cameraToServerUpperMs,
        ClockSource cameraSource,
        Double captureMs,
        Double capturePlusMinusMs,
        Double mediaServerMs,
        Double downlinkMs,
        Double jitterBufferMs,
        Double decodeMs,
        Double renderMs,
        Double estimateMs,
        Double lowerMs,
        Double upperMs) {
    /** The browser shows frames at refreshes of the screen, most often 60 in a second, and states the instant of one. */
    private static final double REFRESH_MS = 1000.0 / 60;

    /**
     * Derives the stages of one second.
     *
     * @param camera the latency from camera to server; null while there is none
     * @param mediaServerMs time in the media server; null if unknown
     */
    static GlassToGlass of(CameraToServer.Latency camera, ViewerReport report, Double mediaServerMs) {
        Double downlink = report.rttMs() == null ? null : report.rttMs() / 2;
        Double buffer = report.jitterBufferMs();
        Double decode = decode(report);
        Double receiving = receiving(report);
        Double render =
                receiving == null || buffer == null || decode == null ? null : Math.max(0, receiving - buffer - decode);
        Double source = camera == null ? null : camera.estimateMs();
        CameraToServer.Capture capture = camera == null ? null : camera.capture();
        boolean complete = source != null && downlink != null && receiving != null;
        return new GlassToGlass(
                source,
                camera == null ? null : camera.lowerMs(),
                camera == null ? null : camera.upperMs(),
                camera == null ? null : camera.source(),
                capture == null ? null : capture.ms(),
                capture == null ? null : capture.plusMinusMs(),
                mediaServerMs,
                downlink,
                buffer,
                decode,
                render,
                complete ? source + downlink + receiving : null,
                // A path may take none or all of the round trip in one direction.
                complete ? camera.lowerMs() + Math.max(0, receiving - REFRESH_MS) : null,
                complete ? camera.upperMs() + report.rttMs() + receiving + REFRESH_MS : null);
    }

    /** From the arrival of a frame's first packet to the screen. */
    private static Double receiving(ViewerReport report) {
        return report.displayMs() == null || report.assemblyMs() == null
                ? null
                : report.assemblyMs() + report.displayMs();
    }

    /** A browser that does not state the time in the decoder may state the processing, which contains the jitter buffer. */
    private static Double decode(ViewerReport report) {
        if (report.decodeMs() != null || report.processingMs() == null || report.jitterBufferMs() == null) {
            return report.decodeMs();
        }
        return Math.max(0, report.processingMs() - report.jitterBufferMs());
    }
}
