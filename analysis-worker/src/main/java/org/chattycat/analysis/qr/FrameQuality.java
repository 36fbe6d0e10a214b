package org.chattycat.analysis.qr;

/**
 * The quality of a frame, measured without a reference.
 *
 * @param brightness mean luma, 0 to 255 (video range: black is 16, white 235)
 * @param sharpness variance of the Laplacian of the luma: grows with detail, falls with blur and coarse coding;
 *     comparable only within one scene
 * @param change mean difference to the frame measured before, in luma steps; 0 for the same frame again, NaN for
 *     the first one and after a change of size
 */
public record FrameQuality(double brightness, double sharpness, double change) {
    /** Below this, only coding noise differs, so the video is frozen. Camera noise alone causes several times as much change. */
    private static final double FROZEN_CHANGE = 0.05;

    /** Whether the video is frozen: no camera produces so little change. */
    public boolean frozen() {
        return change < FROZEN_CHANGE;
    }
}
