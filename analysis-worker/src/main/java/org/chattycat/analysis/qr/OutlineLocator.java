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
 * Localises what may be a code on a dark page: a bright, nearly square patch with dark around it. There, the dark rims of
 * a code's finder patterns run into the page, and whoever looks for finder patterns sees none.
 */
final class OutlineLocator implements AutoCloseable {
    /** Gaps between light modules that are closed, in pixels: one of these fits codes of any size worth reading. */
    private static final int[] CLOSED_GAPS_PX = {7, 15, 31};
    /** Smaller ones cannot be read anyway. */
    private static final int MIN_SIDE_PX = 24;
    /** A tilt of 60° halves one side. */
    private static final double MAX_ASPECT = 2;
    /** Codes fill their outline; what else is bright mostly does not. */
    private static final double MIN_FILL = 0.7;
    /** More bright patches than this are no phone. */
    private static final int MAX_CANDIDATES = 3;

    /** Which number of a contour's hierarchy names the contour around it; those of patches have none, of holes one. */
    private static final int PARENT = 3;

    private final Mat bright = new Mat();
    private final Mat closed = new Mat();
    private final Mat hierarchy = new Mat();

    /** Rectangles, turned as they may be, around bright patches, in pixels of {@code luma}. */
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

    private static void candidate(MatOfPoint contour, Size picture, List<Quad> quads) {
        Rect bounds = Imgproc.boundingRect(contour);
        boolean inside = bounds.x > 0
                && bounds.y > 0
                && bounds.x + bounds.width < picture.width
                && bounds.y + bounds.height < picture.height;
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

    /** Whatever gap was closed, the same patch has the same outline: once is enough. */
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
