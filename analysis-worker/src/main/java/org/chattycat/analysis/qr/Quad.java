package org.chattycat.analysis.qr;

import java.util.Objects;
import org.opencv.core.Point;
import org.opencv.core.Rect;

/**
 * The place of a code: its outer corners in pixels of the frame, in the code's own order (the corner with a finder pattern on
 * both sides first, then clockwise as the code is printed). For a mirrored code they run counterclockwise.
 */
public record Quad(Point topLeft, Point topRight, Point bottomRight, Point bottomLeft) {
    public Quad {
        Objects.requireNonNull(topLeft);
        Objects.requireNonNull(topRight);
        Objects.requireNonNull(bottomRight);
        Objects.requireNonNull(bottomLeft);
    }

    /** The smallest upright rectangle around it; may extend beyond the frame. */
    public Rect bounds() {
        double left = Math.min(Math.min(topLeft.x, topRight.x), Math.min(bottomRight.x, bottomLeft.x));
        double top = Math.min(Math.min(topLeft.y, topRight.y), Math.min(bottomRight.y, bottomLeft.y));
        double right = Math.max(Math.max(topLeft.x, topRight.x), Math.max(bottomRight.x, bottomLeft.x));
        double bottom = Math.max(Math.max(topLeft.y, topRight.y), Math.max(bottomRight.y, bottomLeft.y));
        int x = (int) Math.floor(left);
        int y = (int) Math.floor(top);
        return new Rect(x, y, (int) Math.ceil(right) - x, (int) Math.ceil(bottom) - y);
    }

    /** The mean length of its sides, in pixels. */
    public double sidePx() {
        return (distance(topLeft, topRight)
                        + distance(topRight, bottomRight)
                        + distance(bottomRight, bottomLeft)
                        + distance(bottomLeft, topLeft))
                / 4;
    }

    /** Its middle: the mean of its corners. */
    public Point centre() {
        return at(0.5, 0.5);
    }

    /** The point at these shares of the way across and down, ignoring perspective. */
    Point at(double across, double down) {
        return new Point(
                (1 - down) * ((1 - across) * topLeft.x + across * topRight.x)
                        + down * ((1 - across) * bottomLeft.x + across * bottomRight.x),
                (1 - down) * ((1 - across) * topLeft.y + across * topRight.y)
                        + down * ((1 - across) * bottomLeft.y + across * bottomRight.y));
    }

    /** This quad of a scaled-down part, in pixels of the whole: times {@code scale}, then moved. */
    Quad scaledAndMoved(double scale, double left, double top) {
        return new Quad(
                scaledAndMoved(topLeft, scale, left, top),
                scaledAndMoved(topRight, scale, left, top),
                scaledAndMoved(bottomRight, scale, left, top),
                scaledAndMoved(bottomLeft, scale, left, top));
    }

    /** The same corners, renamed: each takes the name of the one before it. */
    Quad turned() {
        return new Quad(topRight, bottomRight, bottomLeft, topLeft);
    }

    /** The same corners in the opposite order around the code, for a code that is mirrored. */
    Quad mirrored() {
        return new Quad(topLeft, bottomLeft, bottomRight, topRight);
    }

    /** Whether the corners run counterclockwise. */
    boolean isMirrored() {
        double acrossX = topRight.x - topLeft.x;
        double acrossY = topRight.y - topLeft.y;
        return acrossX * (bottomLeft.y - topLeft.y) < acrossY * (bottomLeft.x - topLeft.x);
    }

    /** This quad of the whole, in pixels of a scaled part: moved, then times {@code scale}. */
    Quad movedAndScaled(double left, double top, double scale) {
        return scaledAndMoved(1, left, top).scaledAndMoved(scale, 0, 0);
    }

    private static Point scaledAndMoved(Point p, double scale, double left, double top) {
        return new Point(p.x * scale + left, p.y * scale + top);
    }

    static Quad of(Point... corners) {
        return new Quad(corners[0].clone(), corners[1].clone(), corners[2].clone(), corners[3].clone());
    }

    /** Copies of the corners, in their order. */
    public Point[] corners() {
        return new Point[] {topLeft.clone(), topRight.clone(), bottomRight.clone(), bottomLeft.clone()};
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x - b.x, a.y - b.y);
    }
}
