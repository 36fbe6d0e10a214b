package org.chattycat.analysis.qr;

import java.util.ArrayList;
import java.util.List;
import org.chattycat.analysis.qr.FinderRings.Ring;
import org.opencv.core.Point;

/**
 * Possible places of codes whose finder patterns were located. Three finder patterns determine the place except for the size.
 * Two leave several possible orientations, for instance when a finger covers the third.
 */
final class RingedCodes {
    /** The centre of a finder pattern is this many modules from the code's edges. */
    private static final double FINDER = 3.5;
    /** From centre to centre there are 14 modules in the smallest code and 26 in the largest clock, and a diameter has 5. The limits leave room for tilt. */
    private static final double MIN_DISTANCE = 2;

    private static final double MAX_DISTANCE = 9;
    /** How much the two sides of a tilted code may differ, and the cosine of the angle between them. */
    private static final double MAX_SIDES_RATIO = 1.8;

    private static final double MAX_COSINE = 0.6;

    private RingedCodes() {}

    /**
     * The centres of three finder patterns: the one in the corner between the other two, and those two in either order. One
     * of them may be computed instead of located.
     */
    record Corners(Point corner, Point right, Point below) {
        /** The place of a code with {@code modules} per side, ignoring perspective. */
        Quad place(int modules) {
            double distance = modules - 2 * FINDER;
            return new Quad(
                    at(-FINDER / distance, -FINDER / distance),
                    at(1 + FINDER / distance, -FINDER / distance),
                    at(1 + FINDER / distance, 1 + FINDER / distance),
                    at(-FINDER / distance, 1 + FINDER / distance));
        }

        private Point at(double across, double down) {
            return new Point(
                    corner.x + across * (right.x - corner.x) + down * (below.x - corner.x),
                    corner.y + across * (right.y - corner.y) + down * (below.y - corner.y));
        }
    }

    /** The codes of which all three finder patterns were located. */
    static List<Corners> ofThree(List<Ring> rings) {
        List<Corners> found = new ArrayList<>();
        for (Ring corner : rings) {
            for (int i = 0; i < rings.size(); i++) {
                for (int j = i + 1; j < rings.size(); j++) {
                    Corners corners = new Corners(
                            corner.centre(), rings.get(i).centre(), rings.get(j).centre());
                    if (areSides(corner, rings.get(i)) && areSides(corner, rings.get(j)) && isSquare(corners)) {
                        found.add(corners);
                    }
                }
            }
        }
        return found;
    }

    /** The codes of which two finder patterns were located, neighbours or opposite ones. */
    static List<Corners> ofTwo(List<Ring> rings) {
        List<Corners> found = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            for (int j = i + 1; j < rings.size(); j++) {
                if (areSides(rings.get(i), rings.get(j))) {
                    add(rings.get(i).centre(), rings.get(j).centre(), found);
                }
            }
        }
        return found;
    }

    private static void add(Point one, Point other, List<Corners> found) {
        double dx = other.x - one.x;
        double dy = other.y - one.y;
        for (int side = -1; side <= 1; side += 2) {
            Point besideOne = new Point(one.x - side * dy, one.y + side * dx);
            Point besideOther = new Point(other.x - side * dy, other.y + side * dx);
            found.add(new Corners(one, other, besideOne));
            found.add(new Corners(other, one, besideOther));
            Point between = new Point((one.x + other.x - side * dy) / 2, (one.y + other.y + side * dx) / 2);
            found.add(new Corners(between, one, other));
        }
    }

    private static boolean areSides(Ring one, Ring other) {
        double distance = Math.hypot(one.x - other.x, one.y - other.y);
        double diameter = (one.diameter + other.diameter) / 2;
        return one.isLike(other) && distance > MIN_DISTANCE * diameter && distance < MAX_DISTANCE * diameter;
    }

    private static boolean isSquare(Corners corners) {
        double ax = corners.right.x - corners.corner.x;
        double ay = corners.right.y - corners.corner.y;
        double bx = corners.below.x - corners.corner.x;
        double by = corners.below.y - corners.corner.y;
        double a = Math.hypot(ax, ay);
        double b = Math.hypot(bx, by);
        return Math.max(a, b) < MAX_SIDES_RATIO * Math.min(a, b) && Math.abs(ax * bx + ay * by) < MAX_COSINE * a * b;
    }
}
