package org.chattycat.analysis.qr;

/**
 * How good a picture is, as far as one can tell from itself.
 *
 * @param brightness mean luma, 0 to 255 (video range: black is 16, white 235)
 * @param sharpness variance of the Laplacian of the luma: grows with detail, falls with blur and coarse coding;
 *     comparable only within one scene
 * @param change mean difference to the picture measured before, in luma steps; 0 for the same picture again, NaN for
 *     the first one and after a change of size
 */
public record FrameQuality(double brightness, double sharpness, double change) {
    /** Below this, only coding noise differs: a frozen picture. Camera noise alone is several times as much. */
    private static final double FROZEN_CHANGE = 0.05;

    /** Whether the picture stands still as no camera's does. */
    public boolean frozen() {
        return change < FROZEN_CHANGE;
    }
}
