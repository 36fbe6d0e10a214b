package org.chattycat.analysis.read;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Warps a code into a square picture of its own, seen from the front, with a margin of its surroundings. */
final class Rectifier implements AutoCloseable {
    /** Room for version 6 (41 modules) at 5 pixels each; larger codes hold no clock. */
    private static final int CODE_PX = 210;

    private static final int MARGIN_PX = 30;
    private static final int SIZE_PX = CODE_PX + 2 * MARGIN_PX;
    private static final double FAR_PX = MARGIN_PX + CODE_PX;

    private final Mat rectified = new Mat();
    private final MatOfPoint2f source = new MatOfPoint2f();
    private final MatOfPoint2f target = new MatOfPoint2f(
            new Point(MARGIN_PX, MARGIN_PX),
            new Point(FAR_PX, MARGIN_PX),
            new Point(FAR_PX, FAR_PX),
            new Point(MARGIN_PX, FAR_PX));

    /** The code at {@code place}, valid until the next call. */
    Mat rectify(Mat luma, Quad place) {
        source.fromArray(place.topLeft(), place.topRight(), place.bottomRight(), place.bottomLeft());
        Mat toSquare = Imgproc.getPerspectiveTransform(source, target);
        Imgproc.warpPerspective(
                luma,
                rectified,
                toSquare,
                new Size(SIZE_PX, SIZE_PX),
                Imgproc.INTER_LINEAR,
                Core.BORDER_CONSTANT,
                new Scalar(255));
        toSquare.release();
        return rectified;
    }

    @Override
    public void close() {
        rectified.release();
        source.release();
        target.release();
    }
}
