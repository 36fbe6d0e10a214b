package org.chattycat.analysis.latency;

import java.util.Arrays;

/**
 * Estimates how long a camera exposes its frames. An exposure cannot be longer than the time from one frame to the next, and in
 * the dark it is about that long. A picture that is still too bright has been exposed for less.
 */
final class Exposure {
    private static final int INTERVALS = 31;
    /** Before the first two frames. */
    private static final double USUAL_INTERVAL_MS = 33;
    /** Mean luma (0 to 255) above which a camera shortens the exposure, and above which a picture is not dark. */
    private static final double TOO_BRIGHT = 180;

    private static final double WELL_LIT = 90;
    /** A camera with few frames a second in a well-lit room is rarely exposing for longer: its frames are limited otherwise. */
    private static final double WELL_LIT_MS = 40;

    private static final int RTP_TICKS_PER_MS = 90;

    private final double longestMs;
    private final double[] intervals = new double[INTERVALS];
    private int count;
    private boolean started;
    private int lastRtp;
    private double frameMs = USUAL_INTERVAL_MS;
    private double brightness = Double.NaN;

    /** @param longestMs the longest exposure that is assumed, however rare frames are */
    Exposure(double longestMs) {
        this.longestMs = longestMs;
    }

    /** A frame was taken at this time, in 1/90000 s. */
    void frame(int rtpTimestamp) {
        double ms = (double) (rtpTimestamp - lastRtp) / RTP_TICKS_PER_MS;
        lastRtp = rtpTimestamp;
        if (started && ms > 0 && ms < 1_000) {
            intervals[count++ % INTERVALS] = ms;
            // A few lost frames do not count.
            double[] known = Arrays.copyOf(intervals, Math.min(count, INTERVALS));
            Arrays.sort(known);
            frameMs = known[known.length / 2];
        }
        started = true;
    }

    /** The mean luma of a frame, 0 to 255. */
    void brightness(double luma) {
        brightness = luma;
    }

    /** The usual time from one frame to the next, in ms. */
    double frameMs() {
        return frameMs;
    }

    /** The longest exposure that these frames can have, in ms. */
    double maxMs() {
        double possible = Math.min(longestMs, frameMs);
        return brightness > TOO_BRIGHT ? possible / 2 : possible;
    }

    /** The likely exposure, in ms. */
    double likelyMs() {
        return brightness >= WELL_LIT ? Math.min(maxMs(), WELL_LIT_MS) : maxMs();
    }
}
