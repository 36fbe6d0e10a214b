package org.chattycat.analysis.latency;

import java.time.Duration;

/**
 * How readings are judged.
 *
 * @param exposure the longest assumed exposure of one frame
 * @param displayLag the longest assumed delay of a phone from drawing a code to displaying it
 * @param storedPerSecond samples of a publication that are stored per second; windows count all
 * @param faultWindow the time over which a clock is judged
 * @param faultShare a clock is at fault when more than this share of its values in the window is impossible
 * @param faultTolerance how far below zero a value of an uncalibrated clock may be
 * @param networkAllowance the longest assumed minimum delay of a publisher's path; the excess over the minimum is
 *     measured and added
 * @param captureAllowance the longest assumed delay of a camera and an encoder
 */
public record MeasureProperties(
        Duration exposure,
        Duration displayLag,
        int storedPerSecond,
        Duration faultWindow,
        double faultShare,
        Duration faultTolerance,
        Duration networkAllowance,
        Duration captureAllowance) {
    public MeasureProperties {
        if (exposure.isNegative() || displayLag.isNegative() || faultTolerance.isNegative()) {
            throw new IllegalArgumentException("Exposure, display lag and fault tolerance must not be negative.");
        }
        if (storedPerSecond < 1 || storedPerSecond > 60) {
            throw new IllegalArgumentException("The stored samples per second must lie in 1 to 60.");
        }
        if (faultWindow.isNegative() || faultWindow.isZero()) {
            throw new IllegalArgumentException("The fault window must be positive.");
        }
        if (networkAllowance.isNegative() || captureAllowance.isNegative()) {
            throw new IllegalArgumentException("The allowances must not be negative.");
        }
        if (!(faultShare > 0 && faultShare < 1)) {
            throw new IllegalArgumentException("The fault share must lie between 0 and 1.");
        }
    }
}
