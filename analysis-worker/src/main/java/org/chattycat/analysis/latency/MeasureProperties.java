package org.chattycat.analysis.latency;

import java.time.Duration;

/**
 * How sightings are judged.
 *
 * @param exposure the longest that a camera is taken to collect light for one frame
 * @param displayLag the longest that a phone is taken to need from drawing a code to lighting it
 * @param storedPerSecond how many samples of a publication are stored per second at most; windows count all
 * @param faultWindow over which time a clock is judged
 * @param faultShare the share of impossible values in it beyond which the clock is at fault
 * @param faultTolerance how far below zero a value of an uncalibrated clock may lie
 * @param networkAllowance the longest that a publisher's path is taken to need at its best; what it takes more at the
 *     moment is measured and added
 * @param captureAllowance the longest that a camera and an encoder are taken to need
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
