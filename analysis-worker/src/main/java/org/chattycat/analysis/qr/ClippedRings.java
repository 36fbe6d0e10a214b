package org.chattycat.analysis.qr;

import com.google.zxing.common.BitMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Locates finder patterns that the frame's edge cuts, by the rings that {@link FinderRings} describes: a line through the core,
 * parallel to the edge, passes the whole ring, and a line from there into the frame passes half of it.
 */
final class ClippedRings {
    /** Lines parallel to an edge, in pixels from it. They lie closer than a core is wide, for cores of any size. */
    private static final int[] DEPTHS = {1, 3, 6, 10, 15, 21, 28, 36};
    /** Each ring is combined with all others, which costs time. A code in a corner of the frame has three. */
    private static final int MAX_RINGS = 4;
    /** Half a core, from the ring's centre. */
    private static final double HALF_CORE = 1.5;

    /** The frame as it is seen from one of its edges: depth and place along the edge instead of column and row. */
    private record Side(BitMatrix dark, boolean vertical, boolean far) {
        int length() {
            return vertical ? dark.getHeight() : dark.getWidth();
        }

        int depth() {
            return vertical ? dark.getWidth() : dark.getHeight();
        }

        boolean isDark(int depth, int along) {
            int across = far ? depth() - 1 - depth : depth;
            return vertical ? dark.get(across, along) : dark.get(along, across);
        }

        FinderRings.Ring ring(double depth, double along, double diameter) {
            double across = far ? depth() - depth : depth;
            return vertical
                    ? new FinderRings.Ring(across, along, diameter)
                    : new FinderRings.Ring(along, across, diameter);
        }

        /** The end of the run of pixels of one colour along the edge. */
        int alongTo(int depth, int from, boolean isDark) {
            int to = from;
            while (to < length() && isDark(depth, to) == isDark) {
                to++;
            }
            return to;
        }

        int inwardsTo(int from, int along, boolean isDark) {
            int to = from;
            while (to < depth() && isDark(to, along) == isDark) {
                to++;
            }
            return to;
        }

        /** Whether all pixels from the edge to the core are of one or two runs: the rest of the ring lies outside. */
        boolean isCut(int core, int along, double module) {
            int light = core;
            while (light >= 0 && isDark(light, along)) {
                light--;
            }
            int outer = light;
            while (outer >= 0 && !isDark(outer, along)) {
                outer--;
            }
            return outer < module;
        }
    }

    private ClippedRings() {}

    /** The cut rings in a frame, given its dark pixels. */
    static List<FinderRings.Ring> locate(BitMatrix dark) {
        List<FinderRings.Ring> rings = new ArrayList<>();
        for (Side side : new Side[] {
            new Side(dark, true, false),
            new Side(dark, true, true),
            new Side(dark, false, false),
            new Side(dark, false, true)
        }) {
            for (int depth : DEPTHS) {
                scan(side, depth, rings);
            }
        }
        return rings.subList(0, Math.min(MAX_RINGS, rings.size()));
    }

    /** Searches one line for light, dark, light between dark. */
    private static void scan(Side side, int depth, List<FinderRings.Ring> rings) {
        int outer = side.alongTo(depth, 0, false);
        int light = side.alongTo(depth, outer, true);
        int core = side.alongTo(depth, light, false);
        int second = side.alongTo(depth, core, true);
        int end = side.alongTo(depth, second, false);
        while (end < side.length()) {
            int next = side.alongTo(depth, end, true);
            double module = (end - light) / FinderRings.RING_MODULES;
            if (FinderRings.isRing(core - light, second - core, end - second, module)
                    && light - outer >= module / 2
                    && next - end >= module / 2) {
                confirm(side, depth, (core + second) / 2, (light + end) / 2.0, module, rings);
            }
            outer = core;
            light = second;
            core = end;
            second = next;
            end = side.alongTo(depth, second, false);
        }
    }

    private static void confirm(
            Side side, int depth, int along, double centre, double module, List<FinderRings.Ring> rings) {
        int core = side.inwardsTo(depth, along, true);
        int light = side.inwardsTo(core, along, false);
        int outer = side.inwardsTo(light, along, true);
        double slack = FinderRings.slack(module);
        FinderRings.Ring ring = side.ring(core - HALF_CORE * module, centre, FinderRings.RING_MODULES * module);
        if (Math.abs(light - core - module) <= slack
                && outer - light >= module / 2
                && core <= 2 * HALF_CORE * module + slack + depth
                && side.isCut(depth, along, module)
                && rings.stream().noneMatch(known -> known.isAt(ring.x, ring.y))) {
            rings.add(ring);
        }
    }
}
