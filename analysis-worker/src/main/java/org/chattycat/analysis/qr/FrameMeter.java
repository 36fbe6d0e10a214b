package org.chattycat.analysis.qr;

import org.chattycat.analysis.video.OpenCv;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Measures the quality of frames of one stream. One measurement takes about 1 ms for 720p. Not thread-safe. {@link #close()}
 * releases its native memory.
 */
public final class FrameMeter implements AutoCloseable {
    private final Mat laplacian;
    private final Mat difference;
    private final Mat half;
    private final MatOfDouble mean;
    private final MatOfDouble deviation;
    private Mat small;
    private Mat before;

    public FrameMeter() {
        OpenCv.load();
        laplacian = new Mat();
        difference = new Mat();
        half = new Mat();
        mean = new MatOfDouble();
        deviation = new MatOfDouble();
        small = new Mat();
        before = new Mat();
    }

    /** @param luma the frame, 8 bits a pixel, at least 4 pixels wide and high; not changed */
    public FrameQuality measure(Mat luma) {
        Imgproc.Laplacian(luma, laplacian, CvType.CV_16S);
        Core.meanStdDev(laplacian, mean, deviation);
        double sigma = deviation.get(0, 0)[0];
        return new FrameQuality(Core.mean(luma).val[0], sigma * sigma, change(luma));
    }

    private double change(Mat luma) {
        // OpenCV has fast code for halving only: two steps take a tenth of the time of one.
        Imgproc.resize(luma, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        Imgproc.resize(half, small, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        double change = Double.NaN;
        if (before.size().equals(small.size())) {
            Core.absdiff(small, before, difference);
            change = Core.mean(difference).val[0];
        }
        Mat recycled = before;
        before = small;
        small = recycled;
        return change;
    }

    @Override
    public void close() {
        laplacian.release();
        difference.release();
        half.release();
        mean.release();
        deviation.release();
        small.release();
        before.release();
    }
}
