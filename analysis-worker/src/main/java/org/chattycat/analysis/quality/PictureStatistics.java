package org.chattycat.analysis.quality;

/**
 * What one picture is like.
 *
 * @param brightness mean luma, 0 to 255
 * @param sharpness variance of the Laplacian of the luma at half size: low for a blurred picture
 */
public record PictureStatistics(double brightness, double sharpness) {}
