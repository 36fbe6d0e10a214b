package org.chattycat.analysis.qr;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/**
 * Reads the codes in the frames of one stream, and remembers from frame to frame where they were. Use one per stream. Not
 * thread-safe. {@link #close()} releases its native memory.
 */
public final class ClockReader implements AutoCloseable {
    /** A phone and a stamp may share a frame. More codes than this are not useful, and each costs time. */
    static final int MAX_CODES = 4;
    /** While a code is tracked, the rest of the frame is searched for others once in this many frames. */
    private static final int SEARCH_REST_EVERY = 10;

    /** Frames left out while only a code is tracked that could not be read yet. */
    private static final int SEARCH_UNREAD_EVERY = 1;

    /** The same for live video, where every search takes time from other streams: once a second at 30 fps. */
    private static final int SEARCH_REST_LIVE_EVERY = 30;
    /** The smallest code has 21 modules, and a module must be larger than a pixel. */
    private static final int MIN_PICTURE_PX = 32;

    private final Tracker tracker;
    private final Searcher searcher = new Searcher();
    /** Null for a reader that searches each frame. */
    private final SearchGate gate;

    private final int searchRestEvery;
    private int framesSinceSearch;

    /** A reader that reads each frame completely. */
    public ClockReader() {
        this(false, SEARCH_REST_EVERY);
    }

    private ClockReader(boolean skipUnchanged, int searchRestEvery) {
        this.tracker = new Tracker(skipUnchanged);
        this.gate = skipUnchanged ? new SearchGate() : null;
        this.searchRestEvery = searchRestEvery;
        this.framesSinceSearch = searchRestEvery;
    }

    /** A reader for live video, where most frames equal the one before: it reads again only what changed. */
    public static ClockReader ofChanges() {
        return new ClockReader(true, SEARCH_REST_LIVE_EVERY);
    }

    /** Whether a code is tracked, so that every frame should be read. */
    public boolean tracking() {
        return tracker.tracking();
    }

    /**
     * Reads the codes in a frame.
     *
     * @param luma the frame, 8 bits a pixel; not changed
     * @return one detection per code, at most {@value #MAX_CODES}
     */
    public List<CodeDetection> read(Mat luma, ScanEffort effort) {
        long start = System.nanoTime();
        List<CodeDetection> detections = new ArrayList<>();
        if (luma.cols() < MIN_PICTURE_PX || luma.rows() < MIN_PICTURE_PX) {
            return detections;
        }
        List<Quad> known = tracker.read(luma, found -> detections.add(found.detection(start)));
        boolean searchDue = ++framesSinceSearch > framesWithoutSearch(known);
        if (effort != ScanEffort.TRACK && searchDue && known.size() < MAX_CODES) {
            framesSinceSearch = 0;
            SearchGate.Decision decision = gate == null ? SearchGate.Decision.SEARCH : gate.look(luma, known);
            if (decision == SearchGate.Decision.SEARCH_ALL) {
                searcher.useAllStages();
            }
            if (decision != SearchGate.Decision.SKIP) {
                boolean thorough = effort == ScanEffort.THOROUGH || decision == SearchGate.Decision.SEARCH_ALL;
                searcher.search(luma, known, thorough, found -> {
                            tracker.track(found);
                            detections.add(found.detection(start));
                        })
                        .ifPresent(tracker::track);
            }
        }
        return detections;
    }

    /** Whether a code may be in sight, readable or not. Otherwise nothing in sight changed lately that could be one. */
    public boolean mayHoldCode() {
        return gate == null || gate.isOpen() || tracking();
    }

    /** The number of frames to leave out between two searches. */
    private int framesWithoutSearch(List<Quad> known) {
        if (!known.isEmpty()) {
            return searchRestEvery;
        }
        return tracker.holdsUnread() ? SEARCH_UNREAD_EVERY : 0;
    }

    @Override
    public void close() {
        tracker.close();
        searcher.close();
        if (gate != null) {
            gate.close();
        }
    }
}
