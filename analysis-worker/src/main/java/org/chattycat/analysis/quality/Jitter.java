package org.chattycat.analysis.quality;

/** Interarrival jitter of one RTP stream (RFC 3550 section 6.4.1 and appendix A.8). */
final class Jitter {
    private static final double RTP_TICKS_PER_MS = 90;
    private static final double GAIN = 1 / 16.0;

    private boolean started;
    private int lastTimestamp;
    private long lastArrivalNanos;
    private double ms;

    void packet(int rtpTimestamp, long arrivalNanos) {
        if (started) {
            double apartMs = (arrivalNanos - lastArrivalNanos) / 1e6;
            double sentApartMs = (rtpTimestamp - lastTimestamp) / RTP_TICKS_PER_MS;
            ms += (Math.abs(apartMs - sentApartMs) - ms) * GAIN;
        }
        started = true;
        lastTimestamp = rtpTimestamp;
        lastArrivalNanos = arrivalNanos;
    }

    double ms() {
        return ms;
    }
}
