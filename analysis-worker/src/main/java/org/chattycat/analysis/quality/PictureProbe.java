package org.chattycat.analysis.quality;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Looks at pictures with OpenCV. Owns the native memory that it reuses. Not thread-safe. */
public final class PictureProbe implements AutoCloseable {
    private final Mat half = new Mat();
    private final Mat edges = new Mat();
    private final MatOfDouble mean = new MatOfDouble();
    private final MatOfDouble deviation = new MatOfDouble();

    public PictureStatistics look(Mat luma) {
        Imgproc.resize(luma, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        double brightness = Core.mean(half).val[0];
        Imgproc.Laplacian(half, edges, CvType.CV_16S);
        Core.meanStdDev(edges, mean, deviation);
        double sigma = deviation.get(0, 0)[0];
        return new PictureStatistics(brightness, sigma * sigma);
    }

    @Override
    public void close() {
        half.release();
        edges.release();
        mean.release();
        deviation.release();
    }
}
