package org.chattycat.analysis.qr;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.objdetect.QRCodeDetectorAruco;

/** Locates codes with OpenCV's detector, which tolerates more tilt and smaller sizes than ZXing's. */
final class ArucoLocator implements AutoCloseable {
    private final QRCodeDetectorAruco detector = new QRCodeDetectorAruco();
    private final Mat corners = new Mat();

    /** The corners of what may be codes, in pixels of {@code luma}. */
    List<Quad> locate(Mat luma) {
        List<Quad> quads = new ArrayList<>();
        if (!detector.detectMulti(luma, corners) || corners.type() != CvType.CV_32FC2) {
            return quads;
        }
        float[] xy = new float[(int) corners.total() * 2];
        corners.get(0, 0, xy);
        for (int i = 0; i + 8 <= xy.length; i += 8) {
            quads.add(new Quad(
                    new Point(xy[i], xy[i + 1]),
                    new Point(xy[i + 2], xy[i + 3]),
                    new Point(xy[i + 4], xy[i + 5]),
                    new Point(xy[i + 6], xy[i + 7])));
        }
        return quads;
    }

    @Override
    public void close() {
        corners.release();
    }
}
