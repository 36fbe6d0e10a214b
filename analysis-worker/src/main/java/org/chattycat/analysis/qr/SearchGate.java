package org.chattycat.analysis.qr;

import java.util.List;
import org.chattycat.analysis.video.OpenCv;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Decides at a small share of a search's cost whether to search a frame of live video. Most cameras show no code most of the
 * time, and then a search finds nothing that the ones before did not find.
 *
 * <p>A code has contrast all over its area, also at a quarter of the frame's size. And a clock changes: it appears, and then shows
 * another text several times a second. So the gate opens for some searches when a place with contrast has changed. Where
 * something has contrast and nothing changes, a search now and then remains, for changes that are too small to be seen here. A
 * frame without such a place is not searched. Not thread-safe. {@link #close()} releases its native memory.
 */
final class SearchGate implements AutoCloseable {
    /** What {@link #look} decides. */
    enum Decision {
        SKIP,
        /** Search as usual. */
        SEARCH,
        /** Search with all stages: something appeared, or nothing has been searched for a while. */
        SEARCH_ALL
    }

    /**
     * The least contrast of cells of a code, as the mean luma step from one pixel of the quarter-size frame to the next, right plus
     * down. Of 6,780 codes that were read in clips of all conditions, the weakest has 27.
     */
    private static final int MIN_CONTRAST = 20;
    /** A cell has changed if its pixels differ by at least this much on average, and by this share of its contrast. */
    private static final int MIN_CHANGE = 6;

    private static final double CHANGE_TO_CONTRAST = 0.25;
    /** Searches after a change: every stage runs, and a code that still moves or blurs gets more than one chance. */
    private static final int SEARCHES_AFTER_CHANGE = 12;
    /** While something has contrast and nothing changes, one frame in this many is searched: one in three seconds. */
    private static final int SEARCH_UNCHANGED_EVERY = 30;

    /** The side of a cell, in pixels of the quarter-size frame and of the frame. The smallest code that can be read covers 2 x 2 cells. */
    private static final int CELL_OF_QUARTER = 4;

    private static final int CELL_PX = 16;

    static {
        OpenCv.load();
    }

    private static final Scalar NO_STEPS = new Scalar(0);

    private final Mat half = new Mat();
    private Mat quarter = new Mat();
    /** The quarter-size frame at the last change. */
    private Mat reference = new Mat();

    private final Mat steps = new Mat();
    private final Mat stepsDown = new Mat();
    private final Mat difference = new Mat();
    private final Mat halved = new Mat();
    private final Mat cells = new Mat();
    private int columns;
    private int rows;
    private byte[] contrast = {};
    private byte[] change = {};
    private boolean contrasted;
    private int remaining;
    private int skipped;

    /**
     * Looks at a frame that may be searched.
     *
     * @param luma the frame, 8 bits a pixel; not changed
     * @param known places that would not be searched
     */
    Decision look(Mat luma, List<Quad> known) {
        boolean wasOpen = isOpen();
        if (changed(luma, known)) {
            remaining = SEARCHES_AFTER_CHANGE;
        }
        skipped++;
        if (!isOpen() && !(contrasted && skipped >= SEARCH_UNCHANGED_EVERY)) {
            return Decision.SKIP;
        }
        skipped = 0;
        remaining = Math.max(0, remaining - 1);
        return wasOpen ? Decision.SEARCH : Decision.SEARCH_ALL;
    }

    /** Whether something changed lately that may be a code, readable or not. */
    boolean isOpen() {
        return remaining > 0;
    }

    /** Whether a place with contrast has changed since this last returned true. */
    private boolean changed(Mat luma, List<Quad> known) {
        halve(luma, half);
        halve(half, quarter);
        columns = quarter.cols() / CELL_OF_QUARTER;
        rows = quarter.rows() / CELL_OF_QUARTER;
        boolean comparable = reference.size().equals(quarter.size());
        boolean changed = !comparable;
        contrasted = changed;
        if (comparable && columns >= 2 && rows >= 2) {
            contrast = cells(steps(), contrast);
            Core.absdiff(quarter, reference, difference);
            change = cells(difference, change);
            changed = changedPlace(known);
        }
        if (changed) {
            Mat recycled = reference;
            reference = quarter;
            quarter = recycled;
        }
        return changed;
    }

    private boolean changedPlace(List<Quad> known) {
        List<Rect> excluded = known.stream().map(Quad::bounds).toList();
        for (int row = 0; row + 1 < rows; row++) {
            for (int column = 0; column + 1 < columns; column++) {
                int least = least(contrast, row, column);
                if (least >= MIN_CONTRAST && !isIn(excluded, row, column)) {
                    contrasted = true;
                    if (least(change, row, column) >= Math.max(MIN_CHANGE, CHANGE_TO_CONTRAST * least)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Per pixel of the quarter-size frame: the luma steps to the next pixels, right plus down; 0 in the last row and column. */
    private Mat steps() {
        int right = quarter.cols() - 1;
        int bottom = quarter.rows() - 1;
        Mat here = quarter.submat(0, bottom, 0, right);
        Mat beside = quarter.submat(0, bottom, 1, right + 1);
        Mat below = quarter.submat(1, bottom + 1, 0, right);
        Core.absdiff(beside, here, steps);
        Core.absdiff(below, here, stepsDown);
        Core.add(steps, stepsDown, steps);
        Core.copyMakeBorder(steps, stepsDown, 0, 1, 0, 1, Core.BORDER_CONSTANT, NO_STEPS);
        here.release();
        beside.release();
        below.release();
        return stepsDown;
    }

    /** The means of cells, row by row. */
    private byte[] cells(Mat of, byte[] means) {
        halve(of, halved);
        halve(halved, cells);
        byte[] into = means.length == columns * rows ? means : new byte[columns * rows];
        cells.get(0, 0, into);
        return into;
    }

    private static void halve(Mat from, Mat to) {
        Imgproc.resize(from, to, new Size(from.cols() / 2, from.rows() / 2), 0, 0, Imgproc.INTER_AREA);
    }

    /** The least of 2 x 2 cells. */
    private int least(byte[] values, int row, int column) {
        int at = row * columns + column;
        return Math.min(
                Math.min(values[at] & 255, values[at + 1] & 255),
                Math.min(values[at + columns] & 255, values[at + columns + 1] & 255));
    }

    /** Whether the middle of 2 x 2 cells lies in one of the places. */
    private static boolean isIn(List<Rect> places, int row, int column) {
        Point middle = new Point((column + 1) * CELL_PX, (row + 1) * CELL_PX);
        return places.stream().anyMatch(place -> place.contains(middle));
    }

    @Override
    public void close() {
        List.of(half, quarter, reference, steps, stepsDown, difference, halved, cells)
                .forEach(Mat::release);
    }
}
