package org.chattycat.analysis.qr;

import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Point;

/**
 * Locates the finder patterns of codes by their light rings. A finder pattern (ISO/IEC 18004, clause 6.3.3) is a dark
 * square of 3 modules in a light ring of 1 module in a dark ring of 1 module. On a dark page without a quiet zone the dark
 * ring merges with the page, so that detectors which look for it find nothing. The light ring remains: a line through its
 * centre passes light, dark and light in the ratio 1:3:1, whatever the code's size and angle.
 */
final class FinderRings {
    /** Each ring is combined with all others, which costs time. */
    private static final int MAX_RINGS = 8;
    /** Smaller modules cannot be read. */
    private static final double MIN_MODULE_PX = 1.4;
    /** A run may differ from its ideal length by this share of a module, and by what binarizing moves an edge. */
    private static final double TOLERANCE = 0.5;

    private static final double EDGE_PX = 0.7;
    /** A tilt of 60° halves one diameter of a ring. */
    private static final double MAX_STRETCH = 2;
    /** A ring must be found in this many rows. Noise rarely produces two that agree. */
    private static final int MIN_ROWS = 2;

    /** A ring's diameter in modules. */
    static final double RING_MODULES = 5;

    private FinderRings() {}

    /** A ring: its centre, and its mean diameter in pixels, which is 5 modules. */
    static final class Ring {
        final double x;
        final double y;
        final double diameter;
        private int rows = 1;

        Ring(double x, double y, double diameter) {
            this.x = x;
            this.y = y;
            this.diameter = diameter;
        }

        Point centre() {
            return new Point(x, y);
        }

        boolean isLike(Ring other) {
            return Math.max(diameter, other.diameter) < MAX_STRETCH * Math.min(diameter, other.diameter);
        }

        boolean isAt(double otherX, double otherY) {
            return Math.hypot(x - otherX, y - otherY) < diameter / 4;
        }
    }

    /** The rings in a frame, given its dark pixels; those that most rows agree on first. */
    static List<Ring> locate(BitMatrix dark) {
        List<Ring> rings = new ArrayList<>();
        BitArray row = new BitArray(dark.getWidth());
        for (int y = 0; y < dark.getHeight(); y++) {
            row = dark.getRow(y, row);
            scan(dark, row, y, rings);
        }
        return rings.stream()
                .filter(ring -> ring.rows >= MIN_ROWS)
                .sorted(Comparator.comparingInt((Ring ring) -> ring.rows).reversed())
                .limit(MAX_RINGS)
                .toList();
    }

    /** Searches one row for light, dark, light between dark. */
    private static void scan(BitMatrix dark, BitArray row, int y, List<Ring> rings) {
        int width = row.getSize();
        // The starts of: dark, light, dark, light, dark, and what follows.
        int outer = row.getNextSet(0);
        int light = row.getNextUnset(outer);
        int core = row.getNextSet(light);
        int second = row.getNextUnset(core);
        int end = row.getNextSet(second);
        while (end < width) {
            int next = row.getNextUnset(end);
            double module = (end - light) / RING_MODULES;
            boolean ring = isRing(core - light, second - core, end - second, module)
                    && light - outer >= module / 2
                    && next - end >= module / 2;
            if (ring) {
                confirm(dark, (core + second) / 2.0, y, end - light, rings);
            }
            outer = core;
            light = second;
            core = end;
            second = next;
            end = row.getNextSet(second);
        }
    }

    /** What a run that should be one module long may differ from it. */
    static double slack(double module) {
        return TOLERANCE * module + EDGE_PX;
    }

    static boolean isRing(int light, int dark, int second, double module) {
        double slack = slack(module);
        return module >= MIN_MODULE_PX
                && Math.abs(light - module) <= slack
                && Math.abs(second - module) <= slack
                && Math.abs(dark - 3 * module) <= 2 * slack;
    }

    /** Counts a ring, if the column through its centre shows a ring too. */
    private static void confirm(BitMatrix dark, double x, int y, int across, List<Ring> rings) {
        for (Ring ring : rings) {
            if (ring.isAt(x, y)) {
                ring.rows++;
                return;
            }
        }
        int column = (int) x;
        int coreTop = up(dark, column, y, true);
        int top = up(dark, column, coreTop, false);
        int coreBottom = down(dark, column, y, true);
        int bottom = down(dark, column, coreBottom, false);
        int along = bottom - top;
        double module = along / RING_MODULES;
        boolean stretched = Math.max(along, across) > MAX_STRETCH * Math.min(along, across);
        if (!stretched
                && isRing(coreTop - top, coreBottom - coreTop, bottom - coreBottom, module)
                && top - up(dark, column, top, true) >= module / 2
                && down(dark, column, bottom, true) - bottom >= module / 2) {
            rings.add(new Ring(x, (coreTop + coreBottom) / 2.0, (across + along) / 2.0));
        }
    }

    /** The first row of the run of dark or light pixels that ends before {@code row} or contains it. */
    private static int up(BitMatrix dark, int column, int row, boolean isDark) {
        int first = row;
        while (first > 0 && dark.get(column, first - 1) == isDark) {
            first--;
        }
        return first;
    }

    /** The first row after the run of dark or light pixels that begins at {@code row}. */
    private static int down(BitMatrix dark, int column, int row, boolean isDark) {
        int after = row;
        while (after < dark.getHeight() && dark.get(column, after) == isDark) {
            after++;
        }
        return after;
    }
}
