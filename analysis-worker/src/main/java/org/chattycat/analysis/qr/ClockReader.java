package org.chattycat.analysis.qr;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/**
 * Reads the codes in the pictures of one stream, remembering from picture to picture where they were. One per stream,
 * not thread-safe; {@link #close()} releases its native memory.
 */
public final class ClockReader implements AutoCloseable {
    /** A phone and a stamp share a picture; more codes than this are a poster wall, and each costs time. */
    static final int MAX_CODES = 4;
    /** With a code in sight, the rest of the picture is searched for others once in so many pictures. */
    private static final int SEARCH_REST_EVERY = 10;

    /** In live video, where every search takes time from other streams: a second at 30 fps. */
    private static final int SEARCH_REST_LIVE_EVERY = 30;
    /** The smallest code has 21 modules, and no camera shows one at a pixel each. */
    private static final int MIN_PICTURE_PX = 32;

    private final Tracker tracker;
    private final Searcher searcher = new Searcher();
    private final int searchRestEvery;
    private int picturesSinceSearch;

    /** A reader that reads each picture in full. */
    public ClockReader() {
        this(false, SEARCH_REST_EVERY);
    }

    private ClockReader(boolean skipUnchanged, int searchRestEvery) {
        this.tracker = new Tracker(skipUnchanged);
        this.searchRestEvery = searchRestEvery;
        this.picturesSinceSearch = searchRestEvery;
    }

    /** A reader for live video, where most pictures show what the one before did: reads again only what changed. */
    public static ClockReader ofChanges() {
        return new ClockReader(true, SEARCH_REST_LIVE_EVERY);
    }

    /** Whether a code is in sight, so that every picture is worth a look. */
    public boolean tracking() {
        return tracker.tracking();
    }

    /**
     * Reads what codes there are.
     *
     * @param luma the picture, 8 bits a pixel; not changed
     * @return one sighting per code, at most {@value #MAX_CODES}
     */
    public List<CodeDetection> read(Mat luma, ScanEffort effort) {
        long start = System.nanoTime();
        List<CodeDetection> sightings = new ArrayList<>();
        if (luma.cols() < MIN_PICTURE_PX || luma.rows() < MIN_PICTURE_PX) {
            return sightings;
        }
        List<Quad> known = tracker.read(luma, found -> sightings.add(found.sighting(start)));
        boolean searchDue = known.isEmpty() || ++picturesSinceSearch > searchRestEvery;
        if (effort != ScanEffort.TRACK && searchDue && known.size() < MAX_CODES) {
            picturesSinceSearch = 0;
            searcher.search(luma, known, effort == ScanEffort.THOROUGH, found -> {
                tracker.track(found);
                sightings.add(found.sighting(start));
            });
        }
        return sightings;
    }

    @Override
    public void close() {
        tracker.close();
        searcher.close();
    }
}
