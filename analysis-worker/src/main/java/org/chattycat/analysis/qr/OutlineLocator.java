package org.chattycat.analysis.qr;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.RotatedRect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Locates possible codes on a dark page: bright, nearly square patches surrounded by dark. On such a page, the dark outer
 * rings of the finder patterns merge with the page, so detectors of finder patterns fail.
 */
final class OutlineLocator implements AutoCloseable {
    /** Gaps between light modules that are closed, in pixels. One of these fits any code that is large enough to read. */
    private static final int[] CLOSED_GAPS_PX = {7, 15, 31};
    /** Smaller codes cannot be read. */
    private static final int MIN_SIDE_PX = 24;
    /** A tilt of 60° halves one side. */
    private static final double MAX_ASPECT = 2;
    /** Codes fill their outline. Other bright patches mostly do not. */
    private static final double MIN_FILL = 0.7;
    /** The number of bright patches that are tried. */
    private static final int MAX_CANDIDATES = 3;

    /** The index of the parent in a contour's hierarchy. Patches have no parent, holes have one. */
    private static final int PARENT = 3;

    private final Mat bright = new Mat();
    private final Mat closed = new Mat();
    private final Mat hierarchy = new Mat();

    /** Rectangles of any orientation around bright patches, in pixels of {@code luma}. */
    List<Quad> locate(Mat luma) {
        List<Quad> quads = new ArrayList<>();
        Imgproc.threshold(luma, bright, 0, 255, Imgproc.THRESH_BINARY | Imgproc.THRESH_OTSU);
        for (int gap : CLOSED_GAPS_PX) {
            Mat kernel = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(gap, gap));
            Imgproc.morphologyEx(bright, closed, Imgproc.MORPH_CLOSE, kernel);
            kernel.release();
            List<MatOfPoint> contours = new ArrayList<>();
            Imgproc.findContours(closed, contours, hierarchy, Imgproc.RETR_CCOMP, Imgproc.CHAIN_APPROX_SIMPLE);
            for (int i = 0; i < contours.size(); i++) {
                boolean outer = hierarchy.get(0, i)[PARENT] < 0;
                if (outer && quads.size() < MAX_CANDIDATES) {
                    candidate(contours.get(i), luma.size(), quads);
                }
                contours.get(i).release();
            }
        }
        return quads;
    }

    private static void candidate(MatOfPoint contour, Size frame, List<Quad> quads) {
        Rect bounds = Imgproc.boundingRect(contour);
        boolean inside = bounds.x > 0
                && bounds.y > 0
                && bounds.x + bounds.width < frame.width
                && bounds.y + bounds.height < frame.height;
        if (!inside || Math.min(bounds.width, bounds.height) < MIN_SIDE_PX) {
            return;
        }
        MatOfPoint2f points = new MatOfPoint2f(contour.toArray());
        RotatedRect rect = Imgproc.minAreaRect(points);
        points.release();
        double shorter = Math.min(rect.size.width, rect.size.height);
        double longer = Math.max(rect.size.width, rect.size.height);
        if (shorter < MIN_SIDE_PX
                || longer > MAX_ASPECT * shorter
                || Imgproc.contourArea(contour) < MIN_FILL * shorter * longer) {
            return;
        }
        Point[] corners = new Point[4];
        rect.points(corners);
        add(Quad.of(corners), quads);
    }

    /** A patch with the same outline after closing another gap is added once. */
    private static void add(Quad quad, List<Quad> quads) {
        if (!quads.contains(quad)) {
            quads.add(quad);
        }
    }

    @Override
    public void close() {
        bright.release();
        closed.release();
        hierarchy.release();
    }
}
