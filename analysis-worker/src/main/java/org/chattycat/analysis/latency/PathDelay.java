package org.chattycat.analysis.latency;

/**
 * The excess delay of a publication's path over its minimum: data buffered at the publisher and queued in the network.
 * A frame's RTP timestamp is its capture time by the publisher's media clock. Arrival minus timestamp is the transit time with
 * an unknown fixed offset. Its excess over the minimum of the last 10 to 20 minutes is known.
 */
final class PathDelay {
    /** The media clock drifts relative to the worker's by less than 100 ppm, or 120 ms in 20 minutes. */
    private static final double SPAN_MS = 600_000;
    /** A media clock that jumps by more than this was restarted. */
    private static final double RESTART_MS = 30_000;

    private static final double RTP_TICKS_PER_MS = 90;
    private static final double NANOS_PER_MS = 1e6;

    private boolean started;
    private long startNanos;
    private int lastRtp;
    private long mediaTicks;
    private double lastTransitMs;
    private double spanStartMs;
    private double lowestMs;
    private double lowestBeforeMs = Double.POSITIVE_INFINITY;

    /**
     * Records a frame.
     *
     * @return its transit time in ms, with a fixed offset
     */
    double frame(int rtpTimestamp, long arrivalNanos) {
        if (!started) {
            started = true;
            startNanos = arrivalNanos;
            lastRtp = rtpTimestamp;
        }
        mediaTicks += rtpTimestamp - lastRtp;
        lastRtp = rtpTimestamp;
        double arrivalMs = (arrivalNanos - startNanos) / NANOS_PER_MS;
        double transitMs = arrivalMs - mediaTicks / RTP_TICKS_PER_MS;
        if (Math.abs(transitMs - lastTransitMs) > RESTART_MS) {
            lowestMs = transitMs;
            lowestBeforeMs = Double.POSITIVE_INFINITY;
            spanStartMs = arrivalMs;
        } else if (arrivalMs - spanStartMs > SPAN_MS) {
            lowestBeforeMs = lowestMs;
            lowestMs = transitMs;
            spanStartMs = arrivalMs;
        }
        lowestMs = Math.min(lowestMs, transitMs);
        lastTransitMs = transitMs;
        return transitMs;
    }

    /** The excess of a transit time over the lowest one, in ms. */
    double excessMs(double transitMs) {
        return Math.max(0, transitMs - Math.min(lowestMs, lowestBeforeMs));
    }
}
